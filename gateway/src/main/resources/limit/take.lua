-- Takes one call out of all windows of a client, and for a lease a lot in advance.
-- KEYS[1]  hash: '<window ms>:<slot>' = calls, 'lot:<gateway>' = '<calls>:<good until ms>'
-- ARGV     gateway, lease (0 or 1), most calls out in lots, life of a lot in ms,
--          calls given back, when those were taken; then for each window its ms and its limit
-- answers  calls given (0: refused), now in ms; then for each window the calls used
--          and the ms until the oldest of them leave it
local SLOTS = 20

local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local lot = 'lot:' .. ARGV[1]
local lease = ARGV[2] == '1'
local most = tonumber(ARGV[3])
local life = tonumber(ARGV[4])
local back = tonumber(ARGV[5])
local backAt = tonumber(ARGV[6])

local windows, limits, used, oldest = {}, {}, {}, {}
local longest = 0
for i = 7, #ARGV, 2 do
  local length = tonumber(ARGV[i])
  windows[#windows + 1] = length
  limits[length] = tonumber(ARGV[i + 1])
  used[length] = 0
  longest = math.max(longest, length)
end

local function leaves(length, slot)
  return (slot + 1) * (length / SLOTS) + length
end

local out = 0
local stale = {}
local fields = redis.call('HGETALL', KEYS[1])
for i = 1, #fields, 2 do
  local name, value = fields[i], fields[i + 1]
  local window, slot = string.match(name, '^(%d+):(%d+)$')
  if window then
    window, slot = tonumber(window), tonumber(slot)
    if not used[window] or leaves(window, slot) <= now then
      stale[#stale + 1] = name
    else
      local calls = tonumber(value)
      used[window] = used[window] + calls
      if calls > 0 and (not oldest[window] or slot < oldest[window]) then
        oldest[window] = slot
      end
    end
  else
    local calls, good = string.match(value, '^(%d+):(%d+)$')
    if tonumber(good) <= now or (lease and name == lot) then
      stale[#stale + 1] = name
    else
      out = out + tonumber(calls)
    end
  end
end
if #stale > 0 then
  redis.call('HDEL', KEYS[1], unpack(stale))
end

if back > 0 then
  for _, length in ipairs(windows) do
    local slot = math.floor(backAt / (length / SLOTS))
    if leaves(length, slot) > now then
      redis.call('HINCRBY', KEYS[1], length .. ':' .. slot, -back)
      used[length] = used[length] - back
    end
  end
end

local free = math.huge
for _, length in ipairs(windows) do
  free = math.min(free, limits[length] - used[length])
end
local given = 0
if free >= 1 then
  given = 1
  if lease then
    given = 1 + math.max(0, math.min(most - out, free - 1))
  end
  for _, length in ipairs(windows) do
    local slot = math.floor(now / (length / SLOTS))
    redis.call('HINCRBY', KEYS[1], length .. ':' .. slot, given)
    used[length] = used[length] + given
    oldest[length] = oldest[length] or slot
  end
  if given > 1 then
    redis.call('HSET', KEYS[1], lot, (given - 1) .. ':' .. (now + life))
  end
end
redis.call('PEXPIRE', KEYS[1], math.ceil(longest * (SLOTS + 1) / SLOTS))

local answer = {given, now}
for _, length in ipairs(windows) do
  answer[#answer + 1] = used[length]
  answer[#answer + 1] = oldest[length] and math.ceil(leaves(length, oldest[length]) - now) or length
end
return answer
