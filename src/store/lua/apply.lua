-- apply: writes records with their index entries, history and announcement, each record in one atomic step.
-- KEYS none (built from the plans). ARGV = one MessagePack plan per record:
--   { tag(8), recordId, document(bool), expected revision, body, adds, removes, history, feed, owner }
--   adds and removes: { { kind, tag, rest }, ... }; an added entry is tag + id + rest.
-- Result: one string per plan: the id written (decimal), or 'conflict' where the stored revision
-- was not the expected one (0 = the record must be new). A conflict changes nothing.
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

local function apply_one(state, plan)
  local tag, expected, body = plan[1], plan[4], plan[5]
  local id4 = find_id(state, tag)
  if id4 then
    local stored = read_body(u32(id4, 1))
    if not stored or u32(stored, 2) ~= expected then return 'conflict' end
  elseif expected ~= 0 then
    return 'conflict'
  end
  if not id4 then
    id4 = bytes4(next_id(plan[3]))
    add_entry(state, 'i', tag .. id4)
    note_owner(plan[10], id4)
  end
  local id = u32(id4, 1)
  for _, gone in ipairs(plan[7]) do remove_entries(state, gone[1], gone[2], id4) end
  for _, new in ipairs(plan[6]) do add_entry(state, new[1], new[2] .. id4 .. new[3]) end
  write_body(id, body)
  if plan[8] ~= '' then
    local key = 'h:' .. string.format('%d', id)
    redis.call('RPUSH', key, plan[8])
    redis.call('LTRIM', key, -1000, -1)
  end
  if plan[9] ~= '' then redis.call('XADD', 'feed', 'MAXLEN', '~', '10000', '*', 'c', plan[9]) end
  return string.format('%d', id)
end

local function apply(_, args)
  if redis.call('EXISTS', 'head') == 0 then return redis.error_reply('NOHEAD the store is not open') end
  local state = { kinds = {}, reshaped = false }
  local results = {}
  for at, packed in ipairs(args) do results[at] = apply_one(state, cmsgpack.unpack(packed)) end
  save_shapes(state)
  return results
end
redis.register_function('pc_apply', apply)
