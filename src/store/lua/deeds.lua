-- Deeds: small effects beside a record, an audit block or on their own, done in the same atomic step.
-- Shared by the actions below it; it must never be called from outside.
--
-- A deed is five fields (name, a, b, c, d):
--   was  key field bytes    guard: the hash's field holds exactly these bytes ('' = it is not there)
--   rev  key revision       guard: the person kept there is at this revision
--   many key number         guard: the sorted set has so many members
--   set  key field bytes                del  key field
--   add  key member score   rem  key member          (sorted set)
--   tell audience message second note   one message into `inbox:<audience>`; list `note` ('' = none) takes its
--                                       number, the audience and the message, with a space between
--   ring name                           wakes whoever waits for `name`, in every process
local BELLS_KEPT = 4096

local function ring(name)
  redis.call('XADD', 'bell', 'MAXLEN', '~', BELLS_KEPT, '*', 'n', name)
end

-- Microseconds since 1970, as Redis' own clock has them.
local function now_micros()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

-- The number of the last message, of whomever.
local function last_number()
  return tonumber(redis.call('HGET', 'meta', 'messages')) or 0
end

local function note_number(number)
  redis.call('HSET', 'meta', 'messages', string.format('%d', number))
end

-- Of one stream. A bureau that takes in a whole index, a record at a time, stays below it; a message is
-- about 100 bytes, and a stream of a reader that never acknowledges must not fill the memory.
local MESSAGES_KEPT = 1000000
-- Dropped together, at least and at most: which was the last of them has to be looked up first.
local DROPPED_MIN, DROPPED_MAX = 100, 1000

-- Beyond the bound the oldest go, and `inbox:gone` says from which number on the stream is complete; whoever
-- had not acknowledged them yet gets a dead letter then (inbox.lua).
local function bound_inbox(audience)
  local key = 'inbox:' .. audience
  local over = redis.call('XLEN', key) - MESSAGES_KEPT
  if over < DROPPED_MIN then return end
  local oldest = redis.call('XRANGE', key, '-', '+', 'COUNT', math.min(over, DROPPED_MAX))
  -- Numbers are not dense, so the first that is left says nothing of the last that went.
  local complete = string.format('%d', string.match(oldest[#oldest][1], '^%d+') + 1)
  redis.call('XTRIM', key, 'MINID', complete .. '-0')
  redis.call('HSET', 'inbox:gone', audience, complete)
end

-- A number is the time and nothing else: from a count of all messages every reader could tell how many the
-- others get. It grows even where the clock goes back.
local function tell(audience, message, second, note)
  local number = math.max(last_number() + 1, now_micros())
  local text = string.format('%d', number)
  note_number(number)
  redis.call('XADD', 'inbox:' .. audience, text .. '-0', 'm', message)
  bound_inbox(audience)
  count_up(tonumber(second), { 'g', 1 })
  if note ~= '' then redis.call('RPUSH', note, text .. ' ' .. audience .. ' ' .. message) end
  ring('inbox:' .. audience)
end

local GUARDS = {
  was = function(a, b, c) return (redis.call('HGET', a, b) or '') == c end,
  rev = function(a, b)
    local head = redis.call('GETRANGE', a, 1, 4)
    return #head == 4 and u32(head, 1) == tonumber(b)
  end,
  many = function(a, b) return redis.call('ZCARD', a) == tonumber(b) end,
}

local DEEDS = {
  set = function(a, b, c) redis.call('HSET', a, b, c) end,
  del = function(a, b) redis.call('HDEL', a, b) end,
  add = function(a, b, c) redis.call('ZADD', a, c, b) end,
  rem = function(a, b) redis.call('ZREM', a, b) end,
  tell = tell,
  ring = function(a) ring(a) end,
}

-- The deeds that `field` reads one after the other, after their number.
local function read_deeds(field)
  local deeds = {}
  for nth = 1, tonumber(field()) do
    local name = field()
    if not DEEDS[name] and not GUARDS[name] then error('there is no deed ' .. name) end
    deeds[nth] = { name, field(), field(), field(), field() }
  end
  return deeds
end

-- Whether every guard holds. It must be asked before anything is changed.
local function guards_hold(deeds)
  for _, deed in ipairs(deeds) do
    local holds = GUARDS[deed[1]]
    if holds and not holds(deed[2], deed[3], deed[4]) then return false end
  end
  return true
end

local function perform(deeds)
  for _, deed in ipairs(deeds) do
    local act = DEEDS[deed[1]]
    if act then act(deed[2], deed[3], deed[4], deed[5]) end
  end
end

-- A reader of fields, each after its length (u32 BE).
local function fields_of(packed)
  local at = 1
  return function()
    local text
    text, at = struct.unpack('>I4c0', packed, at)
    return text
  end
end

-- act: deeds alone. KEYS none. ARGV 1 = packed deeds. Result: 'done', or 'conflict' where a guard does not hold.
local function act(_, args)
  if redis.call('EXISTS', 'head') == 0 then return redis.error_reply('NOHEAD the store is not open') end
  local deeds = read_deeds(fields_of(args[1]))
  if not guards_hold(deeds) then return 'conflict' end
  perform(deeds)
  return 'done'
end
redis.register_function('pc_act', act)
