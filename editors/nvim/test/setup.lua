-- The ways to set the plugin up, and what it says when something is missing.
--
--   nvim --clean --headless -l editors/nvim/test/setup.lua target/release/onrecord
--
-- Prints one line per check and a closing `N passed, N failed`; exits 1 on failure.
assert(arg[1], "usage: nvim --clean --headless -l setup.lua SERVER")
package.path = vim.fs.dirname(vim.fn.fnamemodify(arg[0], ":p")) .. "/?.lua;" .. package.path
local t = require("harness")
local check, wait = t.check, t.wait
local onrecord = require("onrecord")

local said = {}
vim.notify = function(message) table.insert(said, message) end
vim.notify_once = function(message)
  if not vim.tbl_contains(said, message) then table.insert(said, message) end
end
local function everything_said() return table.concat(said, "\n") end

local function running() return #t.clients() == 1 and t.clients()[1].initialized end
local function stop()
  require("onrecord.client").stop(function() end)
  return wait(function() return #t.clients() == 0 end)
end

-- Before any set-up ------------------------------------------------------------
vim.cmd("OnrecordRestart")
check("a restart without set-up says what to call", everything_said():find("setup", 1, true), said)
said = {}

-- A server that is not there ---------------------------------------------------
onrecord.setup({ cmd = { "no/such/onrecord", "lsp" } })
vim.cmd.new()
vim.bo.filetype = "rust"
check("a program's source starts nothing and says nothing", #said == 0, said)
t.open_article()
wait(function() return #said > 0 end)
check("a missing server is named", everything_said():find("no/such/onrecord", 1, true), said)
vim.cmd.edit(t.folder .. "/another.txt")
check("and named once", #said == 1, said)
check("nothing runs", #t.clients() == 0)

local function health()
  vim.cmd("silent checkhealth onrecord")
  local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
  vim.cmd("bwipeout!")
  return text
end
local report = health()
check("the health report names it", report:find("ERROR.*no/such/onrecord"), report)

-- A server on PATH -------------------------------------------------------------
local folder = vim.fn.tempname()
vim.fn.mkdir(folder, "p")
local program = vim.fn.exepath(arg[1])
vim.fn.writefile({ "#!/bin/sh", ("exec %s \"$@\""):format(vim.fn.shellescape(program)) }, folder .. "/onrecord")
vim.fn.setfperm(folder .. "/onrecord", "rwxr-xr-x")
vim.env.PATH = folder .. ":" .. vim.env.PATH

vim.cmd("silent! %bwipeout!")
t.open_article()
said = {}
onrecord.setup()
check("a late set-up reads the article that is open", wait(running), vim.inspect(t.clients()))
check("it finds something", wait(function() return #t.findings("unnamed-report") == 1 end), vim.diagnostic.get(0))
check("and complains about nothing", #said == 0, said)
report = health()
check("the health report tells the version", report:find("OK.*onrecord %d"), report)
check("and the running server", report:find("reading 1 buffer", 1, true), report)

vim.fn.writefile({ "Media reports suggest 12 were hurt." }, t.folder .. "/second.txt")
vim.cmd.edit(t.folder .. "/second.txt")
check("plain text is read too", wait(function() return #t.findings("unnamed-report") == 1 end), vim.diagnostic.get(0))
check("by the same server", #t.clients() == 1, #t.clients())

vim.cmd.new()
vim.bo.buftype = "nofile"
vim.bo.filetype = "markdown"
vim.wait(200)
check("a hover window is no article", #t.clients(0) == 0, #t.clients(0))
check("the server stops", stop())

-- With Neovim's own words only ---------------------------------------------------
if vim.lsp.config then
  local draft = vim.fn.tempname() .. ".md"
  vim.fn.writefile({ "Media reports suggest 12 were hurt." }, draft)
  local script = vim.fn.tempname() .. ".lua"
  vim.fn.writefile({
    ("vim.opt.runtimepath:prepend(%q)"):format(t.plugin),
    'vim.lsp.enable("onrecord")',
    "vim.cmd('filetype on')",
    ("vim.cmd.edit(%q)"):format(draft),
    "local found = vim.wait(10000, function() return #vim.diagnostic.get(0) > 0 end, 10)",
    "os.exit(found and 0 or 1)",
  }, script)
  vim.fn.system({ vim.v.progpath, "--clean", "--headless", "-l", script })
  check("vim.lsp.enable alone is enough", vim.v.shell_error == 0)
end

-- As a native package --------------------------------------------------------------
local home = vim.fn.tempname()
vim.fn.mkdir(home .. "/nvim/site/pack/onrecord/start", "p")
vim.loop.fs_symlink(t.plugin, home .. "/nvim/site/pack/onrecord/start/onrecord")
local article = vim.fn.tempname() .. ".md"
vim.fn.writefile({ "Media reports suggest 12 were hurt." }, article)
local script = vim.fn.tempname() .. ".lua"
vim.fn.writefile({
  'require("onrecord").setup()',
  "vim.cmd('helptags ALL')",
  "vim.cmd('help onrecord')",
  "local helped = vim.bo.buftype == 'help'",
  ("vim.cmd.edit(%q)"):format(article),
  "local found = vim.wait(10000, function() return #vim.diagnostic.get(0) > 0 end, 10)",
  "vim.cmd(found and helped and 'qall!' or 'cquit!')",
}, script)
vim.fn.system({ "env", "XDG_DATA_HOME=" .. home, vim.v.progpath, "--headless", "-u", "NONE", "--cmd", "set packpath^=" .. home .. "/nvim/site",
  "-c", "packloadall", "-c", "filetype on", "-c", "luafile " .. script })
check("a native package needs one line, and has its help", vim.v.shell_error == 0)
vim.fn.delete(t.plugin .. "/doc/tags")
vim.fn.delete(home, "rf")

vim.fn.delete(folder, "rf")
vim.fn.delete(t.folder, "rf")
t.finish()
