--- The support lens as the writer has turned it: a server that dies forgets it, the editor does not.
local client = require("onrecord.client")
local M = {}

local method = "workspace/executeCommand"
local turned = "onrecord.toggleLens"

--- Whether it is on; nil as long as nobody has turned it.
local on
--- The buffers that it was turned on in.
local shown = {}

--- Turns it on or off: what each sentence stands on, as inlay hints.
function M.toggle()
  local buffer = vim.api.nvim_get_current_buf()
  if not vim.lsp.inlay_hint then
    return vim.notify("onrecord: the lens needs Neovim 0.10, which shows inlay hints", vim.log.levels.WARN)
  end
  require("onrecord.commands").ask(turned, {}, function(answer)
    on = answer == true
    shown[buffer] = on or nil
    vim.lsp.inlay_hint.enable(on, { bufnr = buffer })
  end)
end

--- Another server reads this buffer: it learns what the last one was told.
function M.again(running, buffer)
  if on == nil then return end
  client.request(running, method, { command = turned, arguments = { on } }, function()
    if shown[buffer] and vim.api.nvim_buf_is_valid(buffer) then
      vim.lsp.inlay_hint.enable(on, { bufnr = buffer })
    end
  end)
end

return M
