--- The support lens as the writer has turned it: a server that dies forgets it, the editor does not.
local client = require("onrecord.client")
local M = {}

local method = "workspace/executeCommand"
local turned = "onrecord.toggleLens"

--- Whether it is on, in all articles; nil as long as nobody has turned it.
local on

local function show(buffer)
  if vim.api.nvim_buf_is_loaded(buffer) then vim.lsp.inlay_hint.enable(on, { bufnr = buffer }) end
end

--- Turns it on or off: what each sentence stands on, as inlay hints.
function M.toggle()
  if not vim.lsp.inlay_hint then
    return vim.notify("onrecord: the lens needs Neovim 0.10, which shows inlay hints", vim.log.levels.WARN)
  end
  local asked = client.of(0)
  local words = on == nil and {} or { not on }
  require("onrecord.commands").ask(turned, words, function(answer)
    on = answer == true
    for _, running in ipairs(client.running()) do
      if running.id ~= asked.id then
        client.request(running, method, { command = turned, arguments = { on } }, function() end)
      end
    end
    for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
      if client.of(buffer) then show(buffer) end
    end
  end)
end

--- A server begins to read this buffer: it learns what the writer has turned.
function M.again(running, buffer)
  if on == nil then return end
  client.request(running, method, { command = turned, arguments = { on } }, function() show(buffer) end)
end

return M
