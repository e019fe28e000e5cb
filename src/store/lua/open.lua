-- open: makes an empty store usable, or says which store this is.
-- KEYS none. ARGV 1 = identity to give an empty store.
-- Result: the head.
local function open(_, args)
  if redis.call('EXISTS', 'head') == 0 then
    -- Data without a head is a damaged store: it must not be taken for an empty one.
    if redis.call('DBSIZE') > 0 then
      return redis.error_reply('DAMAGED the store holds keys but no head')
    end
    redis.call('HSET', 'meta', 'store', args[1], 'format', '1')
  end
  -- Written anew: an older build's head may have had fewer parts.
  write_head()
  return redis.call('GET', 'head')
end
redis.register_function('pc_open', open)
