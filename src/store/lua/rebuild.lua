-- rebuild: makes every index anew from the records, beside the live one, and takes it into use in one step.
-- While it lasts `pc_apply` writes to both. In `meta`: building = its generation, builder = who builds it,
-- builtat = when it last did (seconds), builtnv = version of the normaliser, placings = calls that placed records,
-- gens = generations so far.
-- `debris`: generations that are in nobody's use (hash: generation -> buckets of d, i and n that are left).
local BUILDER_GONE_S = 30

local function seconds_now()
  return tonumber(redis.call('TIME')[1])
end

local function discard(index)
  local counts = {}
  for at, kind in ipairs({ 'd', 'i', 'n' }) do
    local shape = load_shape(index, kind)
    counts[at] = string.format('%d', shape.wide + shape.s)
  end
  local gen = index.gen == '' and '0' or index.gen
  redis.call('HSET', 'debris', gen, table.concat(counts, ' '))
end

local function end_building()
  redis.call('HDEL', 'meta', 'building', 'builder', 'builtat', 'builtnv', 'placings',
    'Bdl', 'Bds', 'Bdn', 'Bil', 'Bis', 'Bin', 'Bnl', 'Bns', 'Bnn')
end

-- One whose builder has said nothing for so long is dropped. Result: whether another is under way.
local function others_build()
  local built = built_index()
  if not built then return false end
  local last = tonumber(redis.call('HGET', 'meta', 'builtat')) or 0
  if seconds_now() - last < BUILDER_GONE_S then return true end
  discard(built)
  end_building()
  return false
end

-- begin: KEYS none. ARGV 1 = the builder, 2 = version of the normaliser.
-- Where the live index is of another version nobody reads or writes from now on until it is done.
-- Result: 'begun', or 'busy' where somebody else builds.
local function begin(_, args)
  if redis.call('EXISTS', 'head') == 0 then return redis.error_reply('NOHEAD the store is not open') end
  if others_build() then return 'busy' end
  local gen = redis.call('HINCRBY', 'meta', 'gens', 1)
  redis.call('HSET', 'meta', 'building', string.format('%d', gen), 'builder', args[1],
    'builtat', seconds_now(), 'builtnv', args[2])
  if (redis.call('HGET', 'meta', 'nv') or '0') ~= args[2] then
    redis.call('HSET', 'meta', 'nv', '0')
    write_head()
  end
  return 'begun'
end
redis.register_function('pc_rebuild_begin', begin)

local function builds(builder)
  return redis.call('HGET', 'meta', 'builder') == builder
end

-- Whether everything is there that the builder has placed. A store that went back (a replica that took over, a
-- file that lost its end) may lack some of it.
local function has_all(placings)
  return (redis.call('HGET', 'meta', 'placings') or '0') == placings
end

-- place: KEYS none. ARGV 1 = the builder, 2 = how often it has placed records, then records, packed like plans: id,
-- revision, number of entries, then kind, tag and rest of each.
-- Result: one string per record: 'placed', or 'changed' where it has another revision by now.
local function place(_, args)
  if not builds(args[1]) then return redis.error_reply('NOTBUILDING another rebuild has begun') end
  if not has_all(args[2]) then return redis.error_reply('NOTBUILDING placed records are missing') end
  local built = built_index()
  local results = {}
  for at = 3, #args do
    local field = fields_of(args[at])
    local id, revision, entries = tonumber(field()), tonumber(field()), tonumber(field())
    local stored = read_body(id)
    results[at - 2] = 'changed'
    if stored and u32(stored, 2) == revision then
      local id4 = bytes4(id)
      for _ = 1, entries do put_entry(built, field(), field(), id4, field()) end
      results[at - 2] = 'placed'
    end
  end
  save_shapes(built)
  redis.call('HSET', 'meta', 'builtat', seconds_now())
  redis.call('HINCRBY', 'meta', 'placings', 1)
  return results
end
redis.register_function('pc_rebuild_place', place)

-- swap: KEYS none. ARGV 1 = the builder, 2 = how often it has placed records. Result: 'swapped'.
local function swap(_, args)
  if not builds(args[1]) then return redis.error_reply('NOTBUILDING another rebuild has begun') end
  if not has_all(args[2]) then return redis.error_reply('NOTBUILDING placed records are missing') end
  discard(live_index())
  local built = built_index()
  local version = redis.call('HGET', 'meta', 'builtnv')
  for _, kind in ipairs({ 'd', 'i', 'n' }) do load_shape(built, kind) end
  built.mark = ''
  redis.call('HSET', 'meta', 'gen', built.gen, 'nv', version)
  end_building()
  -- Of the new buckets nobody holds a copy.
  redis.call('HINCRBY', 'meta', 'dr', 1)
  built.reshaped = true
  save_shapes(built)
  return 'swapped'
end
redis.register_function('pc_rebuild_swap', swap)

-- give up: KEYS none. ARGV 1 = the builder. Where the index was of another version, nobody reads until another
-- rebuild is done. Also where no memory is left: the rebuild may be what has taken it. Result: 'given up'.
local function give_up(_, args)
  if not builds(args[1]) then return redis.error_reply('NOTBUILDING another rebuild has begun') end
  discard(built_index())
  end_building()
  return 'given up'
end
redis.register_function{
  function_name = 'pc_rebuild_give_up', callback = give_up, flags = { 'allow-oom' },
}

-- drop: what a builder has left that is gone, also where no memory is left. KEYS and ARGV none.
-- Result: 'busy' where one is under way, else 'none'.
local function drop()
  return others_build() and 'busy' or 'none'
end
redis.register_function{
  function_name = 'pc_rebuild_drop', callback = drop, flags = { 'allow-oom' },
}

-- clear: deletes some of the buckets that are in nobody's use, also where no memory is left.
-- KEYS none. ARGV 1 = how many. Result: how many were looked for; 0 = there are none.
local function clear(_, args)
  local most = tonumber(args[1])
  local debris = redis.call('HGETALL', 'debris')
  local gen, counts = debris[1], debris[2]
  if not gen then return 0 end
  local left, gone = {}, 0
  for text in string.gmatch(counts, '%d+') do left[#left + 1] = tonumber(text) end
  for at, kind in ipairs({ 'd', 'i', 'n' }) do
    while left[at] > 0 and gone < most do
      left[at] = left[at] - 1
      redis.call('UNLINK', kind .. (gen == '0' and '' or gen) .. ':' .. string.format('%d', left[at]))
      gone = gone + 1
    end
  end
  if left[1] + left[2] + left[3] == 0 then
    redis.call('HDEL', 'debris', gen)
  else
    redis.call('HSET', 'debris', gen, string.format('%d %d %d', left[1], left[2], left[3]))
  end
  return gone
end
redis.register_function{
  function_name = 'pc_rebuild_clear', callback = clear, flags = { 'allow-oom' },
}
