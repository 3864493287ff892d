-- Sends the requests of a file in turn, a line each: method, path, content type, token and body between tabs. "\n" in a
-- body stands for a line break. The second argument "statuses" lets it count the answers by status and time those that
-- are good, which costs time itself: wrk alone doesn't tell the time of an answer from that of a refusal.
local ffi = require("ffi")
ffi.cdef [[
  typedef struct { long tv_sec; long tv_nsec; } time_point;
  int clock_gettime(int clock, time_point *now);
]]

local MONOTONIC = 1
local prepared = {}
local sent = 0
local now = ffi.new("time_point")

function init(args)
  for line in io.lines(args[1]) do
    local method, path, type, token, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
    local headers = { Host = wrk.headers["Host"] }
    if token ~= "" then headers["Authorization"] = "Bearer " .. token end
    if type ~= "" then headers["Content-Type"] = type end
    prepared[#prepared + 1] = wrk.format(method, path, headers, body ~= "" and body:gsub("\\n", "\n") or nil)
  end
  if args[2] == "statuses" then
    request = stamped
    response = count
  end
end

local function following()
  sent = sent % #prepared + 1
  return prepared[sent]
end

request = following

local function millis()
  ffi.C.clock_gettime(MONOTONIC, now)
  return tonumber(now.tv_sec) * 1000 + math.floor(tonumber(now.tv_nsec) / 1000000)
end

-- The service sends a request's id back with the answer: the time of its sending serves as one.
function stamped()
  return (following():gsub("\r\n", "\r\nX-Request-ID: " .. millis() .. "\r\n", 1))
end

local threads = {}

function setup(thread)
  threads[#threads + 1] = thread
end

statuses = {}
served = {}

-- A 503 that doesn't say when to come again is told from one that does.
function count(status, headers)
  local name = tostring(status)
  if status == 503 and not (headers["Retry-After"] or headers["retry-after"]) then name = "503 without Retry-After" end
  statuses[name] = (statuses[name] or 0) + 1
  if status < 300 then
    local took = tostring(millis() - tonumber(headers["X-Request-ID"] or headers["x-request-id"]))
    served[took] = (served[took] or 0) + 1
  end
end

local function json(counts)
  local parts = {}
  for name, number in pairs(counts) do parts[#parts + 1] = string.format('"%s":%d', name, number) end
  return "{" .. table.concat(parts, ",") .. "}"
end

-- One thread is all that there is.
function done(summary, latency, requests)
  local e = summary.errors
  print(string.format(
    '{"requests":%d,"micros":%d,"p50":%d,"p99":%d,"max":%d,"broken":%d,"refused":%d,"statuses":%s,"served":%s}',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), latency.max,
    e.connect + e.read + e.write + e.timeout, e.status, json(threads[1]:get("statuses")), json(threads[1]:get("served"))))
end
