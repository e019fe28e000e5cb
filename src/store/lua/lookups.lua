-- lookups: counts checks of supervised members and tells how many there were before, in one atomic step.
-- KEYS none (built from the arguments). ARGV 1 = every purpose, by comma; then six for each lookup:
--   key prefix of its member, second, its purpose, slot of the keyed hash searched,
--   nationalities asked, nationalities matched (codes of three letters, one behind the other).
-- Result: for each lookup its counts, itself included, in decimal and by space: minute, hour, day; of
-- each purpose the day; of the same slot hour and day; of this purpose's day those that asked for any
-- nationality, and for each one asked; those that matched any, and each one matched.
--
-- Windows that are asked for together lie in one string, which goes by itself. Each is a byte, how many
-- steps follow, and those steps, oldest first: number and count, u32 BE each. A window is the width of
-- a step in seconds and how many full steps it has; the step under way comes on top.
--
-- A commit to disk for every lookup would hold everybody up, so only the first lookup of a member in a
-- step of its minute goes to disk, with the whole of each string that it counts in. After a crash the volume
-- is a few seconds short, and seldom counts are lost; whoever asks often for one thing is soon known again.
local MINUTE, HOUR, DAY = { 10, 6 }, { 300, 12 }, { 7200, 12 }
local OF_ALL, OF_SAME, OF_ONE = { MINUTE, HOUR, DAY, DAY, DAY, DAY, DAY }, { HOUR, DAY }, { DAY }
-- The longest window with the step under way.
local LOOKUPS_KEPT_SECONDS = 7200 * 13

-- One window of a stored string from `at` on, with `by` added: its sum, its new bytes, where it ended.
local function window(stored, at, shape, second, by)
  local size = string.byte(stored, at) or 0
  local now, behind = math.floor(second / shape[1]), at + 1 + size * 8
  if size == 0 then
    return by, by == 0 and '\0' or struct.pack('>BI4I4', 1, now, by), behind
  end
  local steps = { struct.unpack('>' .. string.rep('I4', size * 2), stored, at + 1) }
  -- A clock that is behind another's must not bring back a step that is over.
  local last = steps[size * 2 - 1]
  local step = math.max(now, last)
  local sum, first = by, 1
  for n = 1, size * 2, 2 do
    if steps[n] < step - shape[2] then first = n + 2 else sum = sum + steps[n + 1] end
  end
  if by == 0 then return sum, string.sub(stored, at, behind - 1), behind end
  -- Steps that are over stay as they are: what is left of them is cut out, not made anew.
  local left = string.sub(stored, at + 1 + (first - 1) * 4, behind - (last == step and 9 or 1))
  local count = by + (last == step and steps[size * 2] or 0)
  return sum, string.char(#left / 8 + 1) .. left .. struct.pack('>I4I4', step, count), behind
end

-- Adds to the windows of a string and appends their sums to `told`.
local function count_lookup(told, key, shapes, second, adds)
  local stored = redis.call('GET', key) or ''
  local at, kept = 1, {}
  for nth, shape in ipairs(shapes) do
    local sum
    sum, kept[nth], at = window(stored, at, shape, second, adds[nth])
    told[#told + 1] = string.format('%d', sum)
  end
  redis.call('SET', key, table.concat(kept), 'EX', LOOKUPS_KEPT_SECONDS)
end

local function count_nationalities(told, key, codes, second)
  if codes == '' then
    told[#told + 1] = string.format('%d', (window(redis.call('GET', key) or '', 1, DAY, second, 0)))
    return
  end
  count_lookup(told, key, OF_ONE, second, { 1 })
  for code in string.gmatch(codes, '...') do
    count_lookup(told, key .. ':' .. code, OF_ONE, second, { 1 })
  end
end

-- Whether a member's minute has no step yet that this second lies in.
local function begins_step(stored, second)
  local size = stored and string.byte(stored) or 0
  return size == 0 or struct.unpack('>I4', stored, size * 8 - 6) < math.floor(second / MINUTE[1])
end

local function lookups(_, args)
  if redis.call('EXISTS', 'head') == 0 then return redis.error_reply('NOHEAD the store is not open') end
  local results = {}
  for at = 2, #args, 6 do
    local prefix, second, purpose, told = args[at], tonumber(args[at + 1]), args[at + 2], {}
    local kept = begins_step(redis.call('GET', prefix .. ':v'), second)
    redis.set_repl(kept and redis.REPL_ALL or redis.REPL_NONE)
    local adds = { 1, 1, 1 }
    for each in string.gmatch(args[1], '[^,]+') do adds[#adds + 1] = each == purpose and 1 or 0 end
    count_lookup(told, prefix .. ':v', OF_ALL, second, adds)
    count_lookup(told, prefix .. ':s:' .. args[at + 3], OF_SAME, second, { 1, 1 })
    count_nationalities(told, prefix .. ':a:' .. purpose, args[at + 4], second)
    count_nationalities(told, prefix .. ':m:' .. purpose, args[at + 5], second)
    results[#results + 1] = table.concat(told, ' ')
  end
  return results
end
redis.register_function('pc_lookups', lookups)
