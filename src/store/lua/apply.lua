-- apply: writes records with their index entries, history and announcement, each record in one atomic step.
-- KEYS none (built from the plans). ARGV 1 = version of the normaliser that made the entries ('' = whichever
-- the index is of), then one plan per record: fields, each after its length (u32 BE):
--   tag(8), document('1'|'0'), expected revision, measures' epoch ('' = whichever), body, history, feed, owner,
--   number of removes, then kind and tag of each,
--   number of adds, then kind, tag and rest of each; an added entry is tag + id + rest,
--   lists that note the record, number first, then key of each; four bytes of its id are appended,
--   number of deeds, then the deeds.
-- Result: one string per plan: the id written (decimal); 'conflict' where the stored revision was not the
-- expected one (0 = the record must be new) or a guard of a deed does not hold; 'stale' where measures
-- have changed since that epoch. What is not written changes nothing. An error where the index is of another
-- version: entries that nobody looks for would be missing ones.
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

local function index_plan(index, plan, id4)
  for _, gone in ipairs(plan.removes) do remove_entries(index, gone.kind, gone.tag, id4) end
  for _, new in ipairs(plan.adds) do add_entry(index, new.kind, new.tag .. id4 .. new.rest) end
end

local function apply_one(live, built, plan)
  if plan.measures ~= '' and (redis.call('HGET', 'meta', 'measures') or '0') ~= plan.measures then
    return 'stale'
  end
  if not guards_hold(plan.deeds) then return 'conflict' end
  local id4 = find_id(live, plan.tag)
  if id4 then
    local stored = read_body(u32(id4, 1))
    if not stored or u32(stored, 2) ~= plan.expected then return 'conflict' end
  elseif plan.expected ~= 0 then
    return 'conflict'
  else
    id4 = bytes4(next_id(plan.document))
    add_entry(live, 'i', plan.tag .. id4)
    if built then add_entry(built, 'i', plan.tag .. id4) end
    note_owner(plan.owner, id4)
  end
  local id = u32(id4, 1)
  index_plan(live, plan, id4)
  -- What the builder has not come to yet is not there; when it comes, it puts in the whole record.
  if built then index_plan(built, plan, id4) end
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
  if args[1] ~= '' and args[1] ~= (redis.call('HGET', 'meta', 'nv') or '0') then
    return redis.error_reply('OTHERINDEX the index is of another version')
  end
  local live, built = live_index(), built_index()
  local results = {}
  for at = 2, #args do results[at - 1] = apply_one(live, built, read_plan(args[at])) end
  save_shapes(live)
  if built then save_shapes(built) end
  return results
end
redis.register_function('pc_apply', apply)
