--- Starts the server again when it has died. The text is Neovim's, and stays as it is.
local client = require("onrecord.client")

local M = {}

-- One that dies at every start must not be started for ever.
local few, while_ago = 4, 180 -- deaths, seconds
local terminated = 15 -- what a user who stops it by force sends

local deaths = {}

--- A server has ended: as it was asked to, or not.
---@param code integer
---@param signal integer
function M.gone(code, signal)
  if client.stopping or code == 0 and signal == 0 or signal == terminated then return end
  if vim.v.exiting ~= vim.NIL and vim.v.exiting ~= nil then return end
  local now = os.time()
  deaths = vim.tbl_filter(function(at) return now - at < while_ago end, deaths)
  table.insert(deaths, now)
  if #deaths > few then
    return vim.notify("onrecord: the server has died again and again and is not started any more. :OnrecordRestart tries once more.", vim.log.levels.ERROR)
  end
  vim.notify("onrecord: the server has died and is started again; nothing of your text is lost.", vim.log.levels.WARN)
  require("onrecord").start_all()
end

return M
