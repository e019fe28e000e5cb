-- What could not be delivered, newest last; beyond the bound the oldest go.
local DEAD_KEPT = 10000

local function bury(to, id, why, at, message)
  redis.call('XADD', 'inbox:dead', 'MAXLEN', '~', DEAD_KEPT, '*',
    'to', to, 'id', id, 'why', why, 'at', at, 'm', message)
end

-- One dead letter for all that a stream has lost of what the member had not acknowledged yet.
local function mourn(member, audience, before, up_to, at)
  local complete = tonumber(redis.call('HGET', 'inbox:gone', audience))
  if not complete or before + 1 >= complete then return end
  local last = math.min(complete - 1, up_to)
  bury(member, string.format('%d-%d', before + 1, last), 'too-old', at, '')
end

-- How far `who` has acknowledged becomes `up_to`, unless it is further. Gives how far it was before.
local function advance(who, up_to)
  local before = tonumber(redis.call('HGET', 'inbox:acks', who)) or 0
  if up_to > before then redis.call('HSET', 'inbox:acks', who, string.format('%d', up_to)) end
  return before
end

-- ack: a member has received everything up to a number, and of what some of its callers alone are shown, its
-- callers of one agency, or of none, have; neither ever goes back.
-- KEYS none. ARGV 1 = member or XPO, 2 = agency ('' = none), 3 = the number, 4 = now in milliseconds.
-- Result: how far it has acknowledged now (decimal), or 'ahead' where a later message could bear that number:
-- that is told from the time alone, whatever others were sent.
local function ack(_, args)
  if redis.call('EXISTS', 'head') == 0 then return redis.error_reply('NOHEAD the store is not open') end
  local member, up_to, now = args[1], tonumber(args[3]), args[4]
  if up_to > last_number() then
    if up_to >= now_micros() then return 'ahead' end
    -- What comes later lies behind it, even if the clock goes back in between.
    note_number(up_to)
  end
  local by_kind = advance(member .. '/' .. args[2], up_to)
  if member ~= 'XPO' and up_to > by_kind then mourn(member, '*callers', by_kind, up_to, now) end
  local before = advance(member, up_to)
  if up_to <= before then return string.format('%d', before) end
  mourn(member, member, before, up_to, now)
  if member ~= 'XPO' then mourn(member, '*', before, up_to, now) end
  -- Whole nodes of the stream alone: that costs nearly nothing.
  redis.call('XTRIM', 'inbox:' .. member, 'MINID', '~', string.format('%d-0', up_to + 1))
  return string.format('%d', up_to)
end
redis.register_function('pc_ack', ack)

-- bury: takes a message that cannot be delivered out of its stream and keeps it as a dead letter.
-- KEYS none. ARGV 1 = audience, 2 = id in the stream, 3 = why, 4 = now in milliseconds.
-- Result: 1, or 0 where it was not there any more.
local function bury_message(_, args)
  local key = 'inbox:' .. args[1]
  local found = redis.call('XRANGE', key, args[2], args[2])[1]
  if not found then return 0 end
  redis.call('XDEL', key, args[2])
  bury(args[1], args[2], args[3], args[4], found[2][2] or '')
  return 1
end
redis.register_function('pc_bury', bury_message)
