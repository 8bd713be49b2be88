--- Starts `onrecord lsp` for articles; Neovim's own client does the rest.
---
--- Neovim 0.11 and later start it through |vim.lsp.enable()|, so that the user can
--- go on changing it with |vim.lsp.config()|. Older ones start it here, by FileType.
local client = require("onrecord.client")

local M = {}

local group = vim.api.nvim_create_augroup("onrecord", { clear = true })

---@class onrecord.Options
---@field cmd? string[] the server and its arguments
---@field filetypes? string[] which buffers are articles
---@field settings? { onrecord: table } what the server asks for, see |onrecord-settings|

---@param options? onrecord.Options
function M.setup(options)
  M.options = options or {}
  if vim.lsp.config then
    -- Assigned, not called: a call would leave settings of an earlier setup() in force.
    vim.lsp.config[client.name] = client.config(M.options)
    vim.lsp.enable(client.name)
  end
  vim.api.nvim_clear_autocmds({ group = group })
  vim.api.nvim_create_autocmd("FileType", {
    group = group,
    pattern = M.config().filetypes,
    desc = "onrecord: read this article",
    callback = function(event) M.open(event.buf) end,
  })
  -- A plugin loaded late finds articles that are open already.
  if vim.v.vim_did_enter == 1 then M.open_all() end
end

--- What is in force, or nil before any set-up. On Neovim 0.11 a later word of the
--- user through vim.lsp.config() counts as well.
function M.config()
  if client.enabled() then return vim.lsp.config[client.name] end
  return M.options and client.config(M.options)
end

--- An article was opened: start the server for it, or say once why it stays unread.
---@param buffer integer
function M.open(buffer)
  local config = M.config()
  if not client.is_article(buffer, config.filetypes) then return end
  local program = client.missing(config.cmd)
  if program then
    vim.notify_once(
      ("onrecord: no program “%s” to start, so articles are not read. Install onrecord, or name the server:\n"):format(program)
        .. 'require("onrecord").setup({ cmd = { "path/to/onrecord", "lsp" } })',
      vim.log.levels.WARN
    )
  elseif not client.enabled() then
    client.start(buffer, config)
  end
end

--- A list of sources was opened: the server has notes and fixes for it.
---@param buffer integer
function M.open_list(buffer)
  local config = M.config()
  if config then client.attach_list(buffer, config) end
end

function M.open_all()
  vim.tbl_map(M.open, client.articles(M.config().filetypes))
  -- Lists go with their articles' server, which needs a moment; without one they have their own.
  vim.defer_fn(function() vim.tbl_map(M.open_list, client.open_lists()) end, 1000)
end

--- Starts the server anew: after an update, or when it behaves oddly.
function M.restart()
  if not M.config() then
    return vim.notify("onrecord: nothing to restart; call require('onrecord').setup() first", vim.log.levels.WARN)
  end
  client.stop(M.start_all)
end

--- Starts the server for every article and every list that is open.
function M.start_all()
  if client.enabled() then vim.lsp.enable(client.name) end
  if M.config() then M.open_all() end
end

return M
