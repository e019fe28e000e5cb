-- Counters of the statistics: by second for two hours, by minute for eight days, by hour for ever.
-- Shared by the actions below it; it must never be called from outside.
local KEEP_SECONDS, KEEP_MINUTES = 7200, 8 * 86400

-- `counts`: counters and increments one after the other.
local function count_in(key, keep, counts)
  for at = 1, #counts, 2 do redis.call('HINCRBY', key, counts[at], counts[at + 1]) end
  if keep then redis.call('EXPIRE', key, keep, 'NX') end
end

local function count_up(second, counts)
  local hour = string.format('%d', math.floor(second / 3600))
  count_in('stats:s:' .. string.format('%d', second), KEEP_SECONDS, counts)
  count_in('stats:m:' .. string.format('%d', math.floor(second / 60)), KEEP_MINUTES, counts)
  count_in('stats:h:' .. hour, nil, counts)
  redis.call('SETNX', 'stats:since', hour)
end

-- What blocks count is noted first, and added to the counters for several blocks at once: nearly every block
-- counts the same few dozen of them, and three commands for each were most of what a block cost.
local NOTED, NOTED_MAX = 'stats:noted', 64

local function count_noted()
  local noted = redis.call('LRANGE', NOTED, 0, -1)
  if #noted == 0 then return end
  redis.call('DEL', NOTED)
  local sums_of, seconds = {}, {}
  for _, note in ipairs(noted) do
    local second, counts = string.match(note, '^(%d+) (.*)$')
    if not sums_of[second] then
      sums_of[second] = {}
      seconds[#seconds + 1] = second
    end
    local sums = sums_of[second]
    for name, by in string.gmatch(counts, '(%S+) (%S+)') do sums[name] = (sums[name] or 0) + tonumber(by) end
  end
  -- The first hour counted is the earliest: the notes of a quiet service span several.
  table.sort(seconds, function(a, b) return tonumber(a) < tonumber(b) end)
  for _, second in ipairs(seconds) do
    local counts = {}
    for name, by in pairs(sums_of[second]) do
      counts[#counts + 1] = name
      counts[#counts + 1] = string.format('%d', by)
    end
    count_up(tonumber(second), counts)
  end
end

-- `counts`: counters and increments, by space.
local function note_counts(second, counts)
  if redis.call('RPUSH', NOTED, second .. ' ' .. counts) >= NOTED_MAX then count_noted() end
end
