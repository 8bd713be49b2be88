--- `:checkhealth onrecord`: can the server start, and what does it read?
local client = require("onrecord.client")

local M = {}

-- Neovim 0.10 shortened these names.
local start = vim.health.start or vim.health.report_start
local ok = vim.health.ok or vim.health.report_ok
local info = vim.health.info or vim.health.report_info
local warn = vim.health.warn or vim.health.report_warn
local error = vim.health.error or vim.health.report_error

local function program(cmd)
  if type(cmd) ~= "table" then return info("the server is started by a function") end
  local missing = client.missing(cmd)
  if missing then
    return error(("no program “%s” to start"):format(missing), {
      "Install onrecord so that it is on PATH, as its README says",
      'or name it: require("onrecord").setup({ cmd = { "path/to/onrecord", "lsp" } })',
    })
  end
  local version = vim.trim(vim.fn.system({ cmd[1], "--version" }))
  if vim.v.shell_error ~= 0 then
    return warn(("%s does not tell its version: %s"):format(vim.fn.exepath(cmd[1]), version))
  end
  ok(("%s (%s)"):format(version, vim.fn.exepath(cmd[1])))
end

local function clients()
  local running = client.running()
  if #running == 0 then return info("the server is not running; it starts with the first article") end
  for _, one in ipairs(running) do
    local buffers = vim.lsp.get_buffers_by_client_id and vim.lsp.get_buffers_by_client_id(one.id)
    if vim.fn.has("nvim-0.11") == 1 then buffers = vim.tbl_keys(one.attached_buffers) end
    local root = one.config.root_dir or "no folder"
    ok(("running, reading %d buffer(s), in %s"):format(#buffers, root))
  end
end

function M.check()
  start("onrecord")
  if vim.fn.has("nvim-0.10") == 0 then warn("onrecord is tested on Neovim 0.10 and later; this one is older") end
  local current = require("onrecord").config()
  if not current then
    return warn("not set up", { 'Call require("onrecord").setup(), or vim.lsp.enable("onrecord") on Neovim 0.11' })
  end
  program(current.cmd)
  info("reads " .. table.concat(current.filetypes, ", "))
  clients()
end

return M
