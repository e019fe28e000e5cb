-- Counters of the statistics: by second for two hours, by minute for eight days, by hour for ever.
-- Shared by the actions below it; it must never be called from outside.
local KEEP_SECONDS, KEEP_MINUTES = 7200, 8 * 86400

-- `pairs`: counters and increments one after the other, from position `from` on.
local function count_in(key, keep, counts, from)
  for at = from, #counts, 2 do redis.call('HINCRBY', key, counts[at], counts[at + 1]) end
  if keep then redis.call('EXPIRE', key, keep, 'NX') end
end

local function count_up(second, counts, from)
  from = from or 1
  local hour = string.format('%d', math.floor(second / 3600))
  count_in('stats:s:' .. string.format('%d', second), KEEP_SECONDS, counts, from)
  count_in('stats:m:' .. string.format('%d', math.floor(second / 60)), KEEP_MINUTES, counts, from)
  count_in('stats:h:' .. hour, nil, counts, from)
  redis.call('SETNX', 'stats:since', hour)
end
