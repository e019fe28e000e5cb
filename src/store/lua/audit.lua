-- audit: appends one sealed block to its chain and counts it, in one atomic step.
-- KEYS none. ARGV 1 = chain, 2 = block number, 3 = expected head ('' = none), 4 = new head,
-- 5 = packed block, 6 = packed deeds ('' = none), 7 = second, 8 = counters and their increments, by
--   space ('' = none).
-- Result: the store's head at this very moment; 'head' where the chain's head is not the expected one, 'guard'
-- where a guard among the deeds does not hold: then nothing is written.
local function audit(_, args)
  local store = redis.call('GET', 'head')
  if not store then return redis.error_reply('NOHEAD the store is not open') end
  local head = redis.call('HGET', 'audit:heads', args[1]) or ''
  if head ~= args[3] then return 'head' end
  local deeds = args[6] == '' and {} or read_deeds(fields_of(args[6]))
  if not guards_hold(deeds) then return 'guard' end
  redis.call('XADD', 'audit:blocks:' .. args[1], args[2] .. '-0', 'b', args[5])
  redis.call('HSET', 'audit:heads', args[1], args[4])
  perform(deeds)
  if args[8] ~= '' then note_counts(args[7], args[8]) end
  return store
end
redis.register_function('pc_audit', audit)

-- count: adds what blocks have noted to the counters, for whoever is about to read them.
-- KEYS and ARGV none. Result: nothing.
local function count()
  count_noted()
  return false
end
redis.register_function('pc_count', count)

-- audit_trim: forgets a chain's blocks that are safely on disk, and the key once none is left.
-- KEYS none. ARGV 1 = chain, 2 = last block to forget. Result: how many went.
local function audit_trim(_, args)
  local key = 'audit:blocks:' .. args[1]
  local gone = redis.call('XTRIM', key, 'MINID', string.format('%d', tonumber(args[2]) + 1) .. '-0')
  if redis.call('XLEN', key) == 0 then redis.call('DEL', key) end
  return gone
end
redis.register_function('pc_audit_trim', audit_trim)
