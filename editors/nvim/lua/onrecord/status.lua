--- The figures of an article for a status line: how many sentences stand on somebody's word.
---
---     vim.o.statusline = "%f %= %{v:lua.require'onrecord.status'.text()}"
local commands = require("onrecord.commands")
local client = require("onrecord.client")

local M = {}

local known = {} -- by buffer

--- "12/15": sentences supported, of all. Empty where nothing is read.
function M.text()
  return known[vim.api.nvim_get_current_buf()] or ""
end

local function refresh(buffer)
  if buffer ~= vim.api.nvim_get_current_buf() or not client.of(buffer) then return end
  commands.ask("onrecord.story", { vim.uri_from_bufnr(buffer), false }, function(story)
    if not story then return end
    local text = ("%d/%d"):format(story.supported, story.sentences)
    if known[buffer] == text then return end
    known[buffer] = text
    vim.cmd("redrawstatus")
  end)
end

local group = vim.api.nvim_create_augroup("onrecord.status", { clear = true })
vim.api.nvim_create_autocmd({ "DiagnosticChanged", "BufEnter" }, {
  group = group,
  callback = function(event) vim.schedule(function() refresh(event.buf) end) end,
})
vim.api.nvim_create_autocmd("BufWipeout", {
  group = group,
  callback = function(event) known[event.buf] = nil end,
})

return M
