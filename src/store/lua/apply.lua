-- apply: writes records with their index entries, history and announcement, each record in one atomic step.
-- KEYS none (built from the plans). ARGV = one plan per record: fields, each after its length (u32 BE):
--   tag(8), document('1'|'0'), expected revision, measures' epoch ('' = whichever), body, history, feed, owner,
--   number of removes, then kind and tag of each,
--   number of adds, then kind, tag and rest of each; an added entry is tag + id + rest,
--   lists that note the record, number first, then key of each; four bytes of its id are appended,
--   number of deeds, then the deeds.
-- Result: one string per plan: the id written (decimal); 'conflict' where the stored revision was not the
-- expected one (0 = the record must be new) or a guard of a deed does not hold; 'stale' where measures
-- have changed since that epoch. What is not written changes nothing.
local DOCUMENT_BIT = 2147483648

local function read_body(id)
  if id >= DOCUMENT_BIT then
    local n = id - DOCUMENT_BIT
    return redis.call('HGET', 'b:' .. string.format('%d', math.floor(n / 64)), string.format('%d', n % 64))
  end
  return redis.call('GET', 'p:' .. string.format('%d', id))
end

local function write_body(id, body)
  if id >= DOCUMENT_BIT then
    local n = id - DOCUMENT_BIT
    redis.call('HSET', 'b:' .. string.format('%d', math.floor(n / 64)), string.format('%d', n % 64), body)
  else
    redis.call('SET', 'p:' .. string.format('%d', id), body)
  end
end

local function next_id(document)
  if document then
    return redis.call('HINCRBY', 'meta', 'documents', 1) + DOCUMENT_BIT
  end
  return redis.call('HINCRBY', 'meta', 'persons', 1)
end

local function note_owner(owner, id4)
  local nth = redis.call('HINCRBY', 'owned', owner, 1) - 1
  redis.call('APPEND', 'o:' .. owner .. ':' .. string.format('%d', math.floor(nth / 1024)), id4)
end

local function read_plan(packed)
  local field = fields_of(packed)
  local plan = {
    tag = field(), document = field() == '1', expected = tonumber(field()), measures = field(),
    body = field(), history = field(), feed = field(), owner = field(), removes = {}, adds = {}, noted = {},
  }
  for nth = 1, tonumber(field()) do plan.removes[nth] = { kind = field(), tag = field() } end
  for nth = 1, tonumber(field()) do
    plan.adds[nth] = { kind = field(), tag = field(), rest = field() }
  end
  for nth = 1, tonumber(field()) do plan.noted[nth] = field() end
  plan.deeds = read_deeds(field)
  return plan
end

local function apply_one(state, plan)
  if plan.measures ~= '' and (redis.call('HGET', 'meta', 'measures') or '0') ~= plan.measures then
    return 'stale'
  end
  if not guards_hold(plan.deeds) then return 'conflict' end
  local id4 = find_id(state, plan.tag)
  if id4 then
    local stored = read_body(u32(id4, 1))
    if not stored or u32(stored, 2) ~= plan.expected then return 'conflict' end
  elseif plan.expected ~= 0 then
    return 'conflict'
  else
    id4 = bytes4(next_id(plan.document))
    add_entry(state, 'i', plan.tag .. id4)
    note_owner(plan.owner, id4)
  end
  local id = u32(id4, 1)
  for _, gone in ipairs(plan.removes) do remove_entries(state, gone.kind, gone.tag, id4) end
  for _, new in ipairs(plan.adds) do add_entry(state, new.kind, new.tag .. id4 .. new.rest) end
  write_body(id, plan.body)
  if plan.history ~= '' then
    local key = 'h:' .. string.format('%d', id)
    redis.call('RPUSH', key, plan.history)
    redis.call('LTRIM', key, -1000, -1)
  end
  if plan.feed ~= '' then
    redis.call('XADD', 'feed', 'MAXLEN', '~', '10000', '*', 'c', plan.feed)
  end
  for _, key in ipairs(plan.noted) do redis.call('APPEND', key, id4) end
  perform(plan.deeds)
  return string.format('%d', id)
end

local function apply(_, args)
  if redis.call('EXISTS', 'head') == 0 then return redis.error_reply('NOHEAD the store is not open') end
  local state = { kinds = {}, reshaped = false }
  local results = {}
  for at, packed in ipairs(args) do results[at] = apply_one(state, read_plan(packed)) end
  save_shapes(state)
  return results
end
redis.register_function('pc_apply', apply)
