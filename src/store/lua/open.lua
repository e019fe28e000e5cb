-- open: makes an empty store usable, or says which store this is.
-- KEYS none. ARGV 1 = identity to give an empty store, 2 = version of the normaliser whose entries a store
-- without records will have ('' = not known).
-- Result: the head.
local function open(_, args)
  if redis.call('EXISTS', 'head') == 0 then
    -- Data without a head is a damaged store: it must not be taken for an empty one.
    if redis.call('DBSIZE') > 0 then
      return redis.error_reply('DAMAGED the store holds keys but no head')
    end
    redis.call('HSET', 'meta', 'store', args[1], 'format', '1')
  end
  local records = redis.call('HMGET', 'meta', 'persons', 'documents')
  if args[2] ~= '' and not records[1] and not records[2] then redis.call('HSET', 'meta', 'nv', args[2]) end
  -- Written anew: an older build's head may have had fewer parts.
  write_head()
  return redis.call('GET', 'head')
end
redis.register_function('pc_open', open)
