-- Counts the calls of one category for one process, and gives places.
--
-- KEYS: for each quota a hash, then a hash of what the server said of the category. ARGV: the question, as JSON.
-- A quota's hash has `b<number>`, how many calls ended in that fiftieth of its window, and `f<holder>`, how many calls a
-- process has in flight and when it was last heard of. A call counts from when its place is given until one window
-- after its end, so no window of the server's, wherever it begins, ever sees more calls than the quota.
--
-- Answers: the milliseconds until there may be room, or -1, and for each place its wait and the parts of the windows
-- that it was taken from, `wait:part,part`.
local ask = cjson.decode(ARGV[1])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local mine = 'f' .. ask.holder

local function text(number)
  return string.format('%.0f', number)
end

local function add(quota, part, count)
  quota.ended[part] = (quota.ended[part] or 0) + count
  quota.total = quota.total + count
  quota.changed[part] = true
end

local function read(key, calls, window)
  local quota = { key = key, calls = calls, window = window, step = math.max(1, math.ceil(window / 50)) }
  quota.ended, quota.changed, quota.total, quota.flight = {}, {}, 0, ask.flight
  local all = redis.call('HGETALL', key)
  for i = 1, #all, 2 do
    local name, value = all[i], all[i + 1]
    local part = tonumber(string.match(name, '^b(%d+)$'))
    if part then
      if (part + 1) * quota.step + window <= now then
        redis.call('HDEL', key, name)
      else
        quota.ended[part] = tonumber(value)
        quota.total = quota.total + tonumber(value)
      end
    elseif name ~= mine then
      local count, heard = string.match(value, '^(%d+):(%d+)$')
      if tonumber(heard) + ask.lease <= now then
        -- Its process is gone; the server may have counted its calls a moment ago.
        redis.call('HDEL', key, name)
        add(quota, math.floor(now / quota.step), tonumber(count))
      else
        quota.flight = quota.flight + tonumber(count)
      end
    end
  end
  return quota
end

local quotas = {}
for i, limit in ipairs(ask.quotas) do
  quotas[i] = read(KEYS[i], limit[1], limit[2])
end
for _, one in ipairs(ask.ended) do
  for _, quota in ipairs(quotas) do
    add(quota, math.floor((now - one[1]) / quota.step), one[2])
  end
end
for _, one in ipairs(ask.back) do
  if quotas[one[1]] then
    add(quotas[one[1]], one[2], 1)
  end
end

-- What the server said: so many more until then. Where it said none, no later word lifts that before its time.
local key = KEYS[#KEYS]
local held = redis.call('HMGET', key, 'left', 'ends', 'none')
local left, ends, none = held[1] and tonumber(held[1]), held[2] and tonumber(held[2]), held[3] == '1'
if ends and ends <= now then
  left, ends, none = nil, nil, false
end
if ask.left[1] then
  local new_ends = now + ask.left[2]
  if not none or (ask.left[1] == 0 and new_ends > ends) then
    left, ends, none = ask.left[1] - quotas[#quotas].flight, new_ends, ask.left[1] == 0
  end
elseif left then
  left = left + ask.returned
end

-- The part of the window whose end makes room, of the oldest first.
local function freed(quota, over)
  local parts = {}
  for part, count in pairs(quota.ended) do
    if count > 0 then
      parts[#parts + 1] = part
    end
  end
  table.sort(parts)
  for _, part in ipairs(parts) do
    over = over - quota.ended[part]
    if over <= 0 then
      return part
    end
  end
end

local soon, places = -1, {}
for number = 1, ask.want + ask.spare do
  local wait, from, full = 0, {}, false
  if left and left <= 0 then
    full, soon = true, ends - now
  end
  for i, quota in ipairs(quotas) do
    local after = quota.total + quota.flight + 1
    if number > ask.want and after * 2 > quota.calls then
      full = true
    elseif after > quota.calls then
      local part = freed(quota, after - quota.calls)
      if part then
        from[i] = part
        wait = math.max(wait, (part + 1) * quota.step + quota.window - now)
      else
        full = true
      end
    end
  end
  if full or wait > ask.horizon then
    if wait > ask.horizon then
      soon = math.max(soon, wait)
    end
    break
  end
  local parts = {}
  for i, quota in ipairs(quotas) do
    if from[i] then
      add(quota, from[i], -1)
    end
    quota.flight = quota.flight + 1
    parts[i] = from[i] and text(from[i]) or '-'
  end
  left = left and left - 1
  places[#places + 1] = text(wait) .. ':' .. table.concat(parts, ',')
end

local flight = ask.flight + #places
for _, quota in ipairs(quotas) do
  for part in pairs(quota.changed) do
    if quota.ended[part] > 0 then
      redis.call('HSET', quota.key, 'b' .. text(part), quota.ended[part])
    else
      redis.call('HDEL', quota.key, 'b' .. text(part))
    end
  end
  if flight > 0 then
    redis.call('HSET', quota.key, mine, text(flight) .. ':' .. text(now))
  else
    redis.call('HDEL', quota.key, mine)
  end
  redis.call('PEXPIRE', quota.key, text(quota.window + ask.lease))
end
if ends then
  redis.call('HSET', key, 'left', text(left), 'ends', text(ends), 'none', none and '1' or '0')
  redis.call('PEXPIREAT', key, text(ends))
end
table.insert(places, 1, text(soon))
return places
