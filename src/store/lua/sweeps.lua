-- due_over: forgets the list of a day that is swept for good, and says which day is the first of those left.
-- KEYS none. ARGV 1 = key of the list, 2 = bytes it has where nothing came since, 3 = what falls due, 4 = the
-- next day, 5 and more = the day's own fields of `sweeps`. Result: 1, or 0 where the list has grown: then it stays.
local function due_over(_, args)
  if redis.call('STRLEN', args[1]) ~= tonumber(args[2]) then return 0 end
  redis.call('UNLINK', args[1])
  redis.call('HSET', 'sweeps', args[3], args[4])
  for at = 5, #args do redis.call('HDEL', 'sweeps', args[at]) end
  return 1
end
redis.register_function('pc_due_over', due_over)
