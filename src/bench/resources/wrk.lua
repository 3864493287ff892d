-- Sends the requests of a file in turn, a line each: method, path, content type, token and body between tabs. "\n" in a
-- body stands for a line break. The second argument "statuses" lets it count the answers by status, which costs time.
local prepared = {}
local sent = 0

function init(args)
  for line in io.lines(args[1]) do
    local method, path, type, token, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
    local headers = { Host = wrk.headers["Host"] }
    if token ~= "" then headers["Authorization"] = "Bearer " .. token end
    if type ~= "" then headers["Content-Type"] = type end
    prepared[#prepared + 1] = wrk.format(method, path, headers, body ~= "" and body:gsub("\\n", "\n") or nil)
  end
  if args[2] == "statuses" then response = count end
end

function request()
  sent = sent % #prepared + 1
  return prepared[sent]
end

local threads = {}

function setup(thread)
  threads[#threads + 1] = thread
end

statuses = ""
local counted = {}

-- A 503 that doesn't say when to come again is told from one that does.
function count(status, headers)
  local name = tostring(status)
  if status == 503 and not (headers["Retry-After"] or headers["retry-after"]) then name = "503 without Retry-After" end
  counted[name] = (counted[name] or 0) + 1
  local parts = {}
  for key, value in pairs(counted) do parts[#parts + 1] = string.format('"%s":%d', key, value) end
  statuses = table.concat(parts, ",")
end

function done(summary, latency, requests)
  local answers = {}
  for _, thread in ipairs(threads) do answers[#answers + 1] = thread:get("statuses") end
  local e = summary.errors
  print(string.format(
    '{"requests":%d,"micros":%d,"p50":%d,"p99":%d,"max":%d,"broken":%d,"refused":%d,"statuses":{%s}}',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), latency.max,
    e.connect + e.read + e.write + e.timeout, e.status, table.concat(answers, ",")))
end
