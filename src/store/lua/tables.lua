-- class: the number of a visibility class, made where it is new.
-- KEYS none. ARGV 1 = the class's canonical bytes. Result: the number.
local function class(_, args)
  if redis.call('EXISTS', 'head') == 0 then return redis.error_reply('NOHEAD the store is not open') end
  local known = redis.call('HGET', 'class.numbers', args[1])
  if known then return tonumber(known) end
  local number = redis.call('HINCRBY', 'meta', 'classes', 1)
  redis.call('HSET', 'class.numbers', args[1], string.format('%d', number))
  redis.call('HSET', 'classes', string.format('%d', number), args[1])
  redis.call('HINCRBY', 'meta', 'tables', 1)
  write_head()
  return number
end
redis.register_function('pc_class', class)

-- row: sets a row of a small table (members, measures, credentials) and tells every reader through the head.
-- KEYS none. ARGV 1 = table, 2 = row, 3 = expected bytes ('' = whatever is there, '-' = must be new),
-- 4 = new bytes, 5 = packed deeds ('' = none) done in the same step.
-- Result: 1, or 0 where the expected bytes were not there or a guard does not hold.
local function row(_, args)
  if redis.call('EXISTS', 'head') == 0 then return redis.error_reply('NOHEAD the store is not open') end
  local stored = redis.call('HGET', args[1], args[2])
  if args[3] == '-' and stored then return 0 end
  if args[3] ~= '' and args[3] ~= '-' and stored ~= args[3] then return 0 end
  local deeds = args[5] == '' and {} or read_deeds(fields_of(args[5]))
  if not guards_hold(deeds) then return 0 end
  redis.call('HSET', args[1], args[2], args[4])
  perform(deeds)
  if args[1] == 'measures' then redis.call('HINCRBY', 'meta', 'measures', 1) end
  redis.call('HINCRBY', 'meta', args[1] == 'credentials' and 'credentials' or 'tables', 1)
  write_head()
  return 1
end
redis.register_function('pc_row', row)
