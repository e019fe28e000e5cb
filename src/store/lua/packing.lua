-- Packed buckets: many fixed-width entries in one string value, spread by linear hashing.
-- Shared by the actions below it; it must never be called from outside.
--
-- A kind of bucket: { l = level, s = split pointer, n = entries, w = width, f = mean fill, x = exact }.
-- An entry begins with its hash; the first four bytes, big endian, choose the bucket:
--   b = h mod 2^l ; where b < s the bucket has been split already and b = h mod 2^(l+1).
-- (W. Litwin, "Linear hashing", VLDB 1980.) One bucket is split whenever the mean fill is exceeded,
-- so growing never stops the world, and bucket numbers never change their meaning.
--
-- An index is all buckets of one generation: { gen = what stands behind the kind in their keys, mark = what
-- stands before their shapes in `meta`, kinds = shapes }. One is live; another may be built beside it
-- (rebuild.lua), and then everything that is written is written to both.

local KINDS = {
  d = { w = 12, f = 48, x = true },  -- document hash(5) id(4) class(3)
  i = { w = 12, f = 48, x = true },  -- record id hash(8) id(4)
  n = { w = 35, f = 24, x = false }, -- name key hash(5) id(4) class(3) features(23)
}
local TAGS = { d = 5, i = 8, n = 5 }

local function u32(text, at)
  local a, b, c, d = string.byte(text, at, at + 3)
  return ((a * 256 + b) * 256 + c) * 256 + d
end

local function bytes4(number)
  local d = number % 256
  local c = math.floor(number / 256) % 256
  local b = math.floor(number / 65536) % 256
  local a = math.floor(number / 16777216) % 256
  return string.char(a, b, c, d)
end

-- Offset of the first entry at or after `from` that begins with `needle`, or nil. The search itself
-- runs in C; what it finds across the border of two entries is passed over.
local function find_entry(bucket, needle, width, from)
  local at = string.find(bucket, needle, from, true)
  while at and (at - 1) % width ~= 0 do at = string.find(bucket, needle, at + 1, true) end
  return at
end

-- wide = 2^l, full = number of entries beyond which the next bucket is split.
local function measure(kind, shape)
  shape.wide = 2 ^ shape.l
  shape.full = KINDS[kind].f * (shape.wide + shape.s)
end

local BUILT = 'B'

local function live_index()
  return { gen = redis.call('HGET', 'meta', 'gen') or '', mark = '', kinds = {} }
end

-- Nil where none is being built.
local function built_index()
  local gen = redis.call('HGET', 'meta', 'building')
  return gen and { gen = gen, mark = BUILT, kinds = {} } or nil
end

local function load_shape(index, kind)
  local known = index.kinds[kind]
  if known then return known end
  local field = index.mark .. kind
  local got = redis.call('HMGET', 'meta', field .. 'l', field .. 's', field .. 'n')
  known = { l = tonumber(got[1]) or 0, s = tonumber(got[2]) or 0, n = tonumber(got[3]) or 0 }
  measure(kind, known)
  index.kinds[kind] = known
  return known
end

local function bucket_number(shape, hash)
  local b = hash % shape.wide
  if b < shape.s then b = hash % (shape.wide * 2) end
  return b
end

-- Bucket numbers are whole and below 2^32, so Lua writes them without a fraction.
local function bucket_key(index, kind, number)
  return kind .. index.gen .. ':' .. number
end

local function store_bucket(key, entries)
  if #entries == 0 then redis.call('DEL', key) else redis.call('SET', key, table.concat(entries)) end
end

-- Notes that a bucket is not what it was; `save_shapes` announces it. Record ids are never copied, nor is
-- what is being built.
local function touch(index, kind, bucket)
  if kind == 'i' or index.mark == BUILT then return end
  index.touched = index.touched or {}
  index.touched[kind .. bytes4(bucket)] = true
end

local function split_one(index, kind, shape)
  local width = KINDS[kind].w
  local from = shape.s
  local low_key = bucket_key(index, kind, from)
  local bucket = redis.call('GET', low_key)
  if bucket then
    local low, high = {}, {}
    local twice = shape.wide * 2
    for at = 1, #bucket, width do
      local entry = string.sub(bucket, at, at + width - 1)
      if u32(entry, 1) % twice == from then low[#low + 1] = entry else high[#high + 1] = entry end
    end
    store_bucket(low_key, low)
    store_bucket(bucket_key(index, kind, from + shape.wide), high)
  end
  touch(index, kind, from)
  touch(index, kind, from + shape.wide)
  shape.s = shape.s + 1
  if shape.s >= shape.wide then
    shape.l = shape.l + 1
    shape.s = 0
  end
  measure(kind, shape)
  index.reshaped = true
end

local function add_entry(index, kind, entry)
  local shape = load_shape(index, kind)
  local bucket = bucket_number(shape, u32(entry, 1))
  local key = bucket_key(index, kind, bucket)
  touch(index, kind, bucket)
  if KINDS[kind].x then
    -- APPEND would leave the string room to double; documents are many, so their size is kept exact.
    redis.call('SET', key, (redis.call('GET', key) or '') .. entry)
  else
    redis.call('APPEND', key, entry)
  end
  shape.n = shape.n + 1
  if shape.n > shape.full then split_one(index, kind, shape) end
end

-- The same where it may be there already, with another rest: then that is replaced.
local function put_entry(index, kind, tag, id, rest)
  local shape = load_shape(index, kind)
  local width = KINDS[kind].w
  local key = bucket_key(index, kind, bucket_number(shape, u32(tag, 1)))
  local bucket = redis.call('GET', key)
  local at = bucket and find_entry(bucket, tag .. id, width, 1)
  if not at then return add_entry(index, kind, tag .. id .. rest) end
  redis.call('SET', key, string.sub(bucket, 1, at - 1) .. tag .. id .. rest .. string.sub(bucket, at + width))
end

-- Removes every entry with this hash and this id.
local function remove_entries(index, kind, tag, id)
  local shape = load_shape(index, kind)
  local width = KINDS[kind].w
  local number = bucket_number(shape, u32(tag, 1))
  local key = bucket_key(index, kind, number)
  local bucket = redis.call('GET', key)
  if not bucket then return end
  local needle = tag .. id
  local removed = 0
  local at = find_entry(bucket, needle, width, 1)
  while at do
    bucket = string.sub(bucket, 1, at - 1) .. string.sub(bucket, at + width)
    removed = removed + 1
    at = find_entry(bucket, needle, width, at)
  end
  if removed == 0 then return end
  touch(index, kind, number)
  if bucket == '' then redis.call('DEL', key) else redis.call('SET', key, bucket) end
  shape.n = shape.n - removed
end

local function find_id(index, tag)
  local shape = load_shape(index, 'i')
  local bucket = redis.call('GET', bucket_key(index, 'i', bucket_number(shape, u32(tag, 1))))
  if not bucket then return nil end
  local at = find_entry(bucket, tag, KINDS.i.w, 1)
  return at and string.sub(bucket, at + 8, at + 11)
end

-- The head: one short string that every read asks for beside its keys, so that a reader
-- notices in the same atomic step that its idea of shapes or tables is out of date.
local function write_head()
  local m = redis.call('HMGET', 'meta', 'store', 'tables', 'credentials',
    'dl', 'ds', 'il', 'is', 'nl', 'ns', 'dr', 'gen', 'nv')
  for at = 2, 12 do m[at] = m[at] or '0' end
  redis.call('SET', 'head', table.concat(m, ' '))
end

-- Buckets that changed make one revision (dr), told in the head and in the stream `changes` (kind and
-- number of each), so that a process with copies knows in the same atomic step that they are old, and which.
local CHANGES_KEPT = 4096

local function announce_touched(index)
  if not index.touched then return end
  local numbers = {}
  for bucket in pairs(index.touched) do numbers[#numbers + 1] = bucket end
  local revision = redis.call('HINCRBY', 'meta', 'dr', 1)
  redis.call('XADD', 'changes', 'MAXLEN', '~', CHANGES_KEPT, string.format('%d', revision) .. '-0',
    'b', table.concat(numbers))
  index.reshaped = true
end

local function save_shapes(index)
  announce_touched(index)
  for kind, shape in pairs(index.kinds) do
    local field = index.mark .. kind
    redis.call('HSET', 'meta', field .. 'l', string.format('%d', shape.l),
      field .. 's', string.format('%d', shape.s), field .. 'n', string.format('%d', shape.n))
  end
  if index.reshaped and index.mark ~= BUILT then write_head() end
end
