-- Takes one article through a real Neovim with this plugin: findings, hover, quick
-- fix, undo, typing, settings, restart, write, stop.
--
--   nvim --clean --headless -l editors/nvim/test/e2e.lua target/release/onrecord lsp
--
-- Prints one line per check and a closing `N passed, N failed`; exits 1 on failure.
-- SLOW multiplies the time limits.
assert(arg[1], "usage: nvim --clean --headless -l e2e.lua SERVER [ARGUMENT...]")
package.path = vim.fs.dirname(vim.fn.fnamemodify(arg[0], ":p")) .. "/?.lua;" .. package.path
local t = require("harness")
local check, wait, findings = t.check, t.wait, t.findings

local command = vim.list_slice(arg, 1)
local severity = vim.diagnostic.severity

-- Opening ----------------------------------------------------------------------
require("onrecord").setup({ cmd = command, settings = { onrecord = { entities = "off" } } })
t.open_article()
check("the article is Markdown", vim.bo.filetype == "markdown", vim.bo.filetype)
check("the server attaches", wait(function() return t.clients(0)[1] and t.clients(0)[1].initialized end))

local function expect(code, level, words)
  local found = wait(function() return #findings(code) == 1 and findings(code)[1] end)
  local row, column = t.place(words)
  local where = { row = row, column = column, found = found or vim.diagnostic.get(0) }
  check(("%s under “%s”"):format(code, words), found and found.lnum == row and found.col == column, where)
  check(code .. " has its severity and source", found and found.severity == level and found.source == "onrecord", where)
  return found
end

-- Neovim counts bytes: the curly apostrophe before this one has three, the bicycle four.
local vague = expect("vague-source", severity.WARN, "Critics")
expect("unnamed-report", severity.WARN, "Media reports")
expect("loaded-attribution-verb", severity.HINT, "pointed out")
local first = vague and t.line_with("Critics"):sub(vague.col + 1, vague.end_col)
check("the finding covers whole words", first and vim.startswith(first, "Critics"), first)
check("nothing else is a warning", #vim.diagnostic.get(0, { severity = { min = severity.WARN } }) == 2, vim.diagnostic.get(0))
check("no names while entities are off", #findings("named-entity") == 0, findings("named-entity"))

-- Hover ------------------------------------------------------------------------
t.put_cursor_on("Critics")
vim.lsp.buf.hover()
local shown = wait(function() return (t.float()) end)
check("the hover says why", shown and shown:lower():find("why", 1, true) ~= nil, shown)
local window = select(2, t.float())
if window then vim.api.nvim_win_close(window, true) end

-- Quick fix and undo -----------------------------------------------------------
local before = t.line_with("Tove Brandel")
local after = before:gsub("pointed out", "said")
t.put_cursor_on("pointed out")
t.begin_undo_block()
vim.lsp.buf.code_action({
  apply = true,
  filter = function(action) return vim.startswith(action.title, "Replace with “said”") end,
})
wait(function() return t.line_with("Tove Brandel") == after end)
check("the quick fix writes “said”", t.line_with("Tove Brandel") == after, t.line_with("Tove Brandel"))
check("its finding goes", wait(function() return #findings("loaded-attribution-verb") == 0 end), vim.diagnostic.get(0))
check("the others stay", #findings("vague-source") == 1 and #findings("unnamed-report") == 1, vim.diagnostic.get(0))

t.begin_undo_block()
vim.cmd("silent undo")
check("undo restores the words", t.line_with("Tove Brandel") == before, t.line_with("Tove Brandel"))
check("undo brings the finding back", wait(function() return #findings("loaded-attribution-verb") == 1 end), vim.diagnostic.get(0))

-- Typing -----------------------------------------------------------------------
t.put_cursor_on("Critics")
vim.cmd("normal! cwThe inspector Odd Lunde\27")
vim.cmd("silent substitute/Lunde say/Lunde says/")
check("naming the source clears it", wait(function() return #findings("vague-source") == 0 end), t.line_with("Odd Lunde"))
t.begin_undo_block()
vim.api.nvim_buf_set_lines(0, -1, -1, false, { "", "Critics say the gate was never locked." })
check("a new vague source is found", wait(function()
  return #findings("vague-source") == 1 and findings("vague-source")[1].lnum == vim.fn.line("$") - 1
end), vim.diagnostic.get(0))

-- Other buffers come and go beside it.
vim.o.hidden = true
local article = vim.api.nvim_get_current_buf()

-- Commands ---------------------------------------------------------------------
check("commands complete", vim.tbl_contains(vim.fn.getcompletion("Onrecord ", "cmdline"), "pullout"), vim.fn.getcompletion("Onrecord ", "cmdline"))

--- How many lines have a sign, by the letter that Neovim gives each severity.
local function signs()
  local count = {}
  for _, space in pairs(vim.api.nvim_get_namespaces()) do
    for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, space, 0, -1, { details = true })) do
      local sign = vim.trim(mark[4].sign_text or "")
      count[sign] = (count[sign] or 0) + 1
    end
  end
  return count
end
check("warnings have a sign", (signs().W or 0) > 0, signs())
check("hints have none", #vim.diagnostic.get(0, { severity = severity.HINT }) > 0 and not signs().H, signs())

vim.cmd("Onrecord story")
local told = wait(function() return (t.float()) end)
check("the story names who is heard", told and told:find("Ilse Marrow", 1, true) ~= nil, told)
local story = select(2, t.float())
if story then vim.api.nvim_win_close(story, true) end

local faint = vim.api.nvim_create_namespace("onrecord.pullout")
local function greyed() return vim.api.nvim_buf_get_extmarks(0, faint, 0, -1, { details = true }) end
vim.cmd("Onrecord pullout")
check("what rests on reports is greyed", wait(function() return #greyed() > 0 end), greyed())
local row = t.place("Media reports")
check("at its place", vim.tbl_contains(vim.tbl_map(function(mark) return mark[2] end, greyed()), row), greyed())
vim.cmd("Onrecord pullout")
check("and shown again", #greyed() == 0, greyed())

vim.api.nvim_win_set_cursor(0, { 1, 0 })
vim.cmd("Onrecord next")
check("the next question is the report", vim.api.nvim_win_get_cursor(0)[1] - 1 == row, vim.api.nvim_win_get_cursor(0))
local question = select(2, t.float())
if question then vim.api.nvim_win_close(question, true) end

local figures = require("onrecord.status")
vim.cmd("doautocmd BufEnter")
check("the status line counts sentences", wait(function() return figures.text():match("^%d+/%d+$") end), figures.text())

if vim.lsp.inlay_hint then
  vim.cmd("Onrecord lens")
  check("the lens stands behind sentences", wait(function() return #vim.lsp.inlay_hint.get({ bufnr = 0 }) > 3 end))
  local other = t.folder .. "/other.md"
  vim.fn.writefile({ "Critics say the gate was never locked. Ilse Marrow said so." }, other)
  vim.cmd.edit(other)
  check("in an article that is opened later too", wait(function() return #vim.lsp.inlay_hint.get({ bufnr = 0 }) > 0 end))
  vim.cmd("Onrecord lens")
  check("and goes", wait(function() return not vim.lsp.inlay_hint.is_enabled({ bufnr = 0 }) end))
  vim.cmd("bwipeout!")
  vim.api.nvim_set_current_buf(article)
  check("everywhere", wait(function() return not vim.lsp.inlay_hint.is_enabled({ bufnr = 0 }) end))
end

-- Sources ----------------------------------------------------------------------
vim.fn.mkdir(t.folder .. "/sources", "p")
vim.fn.writefile({ "The gate will stay open all winter, whatever they offer us." }, t.folder .. "/sources/gate.txt")
vim.fn.writefile({ "@misc{gate, title = {Hearing on the gate}}", "@misc{unused, title = {Another}}" }, t.folder .. "/refs.bib")
require("onrecord.client").file_changed(t.folder .. "/sources/gate.txt")
require("onrecord.client").file_changed(t.folder .. "/refs.bib")
local quoting = t.folder .. "/quoting.md"
vim.fn.writefile({ "“The gate will stay shut all winter, whatever they offer us,” Ilse Marrow said [@gate]." }, quoting)
vim.cmd.edit(quoting)
check("a quotation is compared with its source", wait(function() return #findings("quote-altered") == 1 end), vim.diagnostic.get(0))
vim.cmd.edit(t.folder .. "/sources/gate.txt")
vim.fn.setline(1, "The gate will stay shut all winter, whatever they offer us.")
vim.cmd("silent write")
vim.cmd.edit(quoting)
check("again when the source is written", wait(function() return #findings("quote-altered") == 0 end), vim.diagnostic.get(0))
vim.cmd.edit(t.folder .. "/refs.bib")
check("a list has notes", wait(function() return #findings("unused-source") == 1 end), vim.diagnostic.get(0))
local list = vim.fn.bufnr()
vim.api.nvim_set_current_buf(article)

-- A file that is no text is shown as what was read of it.
local stream = "BT /F 11 Tf 72 770 Td (The bridge was closed at noon because of the wind.) Tj ET"
vim.fn.writefile({
  "%PDF-1.4", "1 0 obj", "<</Type/Catalog/Pages 2 0 R>>", "endobj",
  "2 0 obj", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "endobj",
  "3 0 obj", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Contents 4 0 R>>", "endobj",
  "4 0 obj", ("<</Length %d>>"):format(#stream), "stream", stream, "endstream", "endobj",
  "trailer", "<</Root 1 0 R/Size 5>>", "%%EOF",
}, t.folder .. "/sources/log.pdf")
require("onrecord.client").file_changed(t.folder .. "/sources/log.pdf")
vim.api.nvim_set_current_buf(vim.fn.bufnr(quoting))
vim.api.nvim_buf_set_lines(0, -1, -1, false, { "", "“The bridge was closed at dawn because of the wind,” the log says [@log]." })
check("a quotation is compared with a PDF", wait(function() return #findings("quote-altered") == 1 end), vim.diagnostic.get(0))
t.put_cursor_on("at dawn")
vim.lsp.buf.definition()
local copy = wait(function() return vim.startswith(vim.api.nvim_buf_get_name(0), "onrecord:") and vim.api.nvim_get_current_line() end)
check("it opens at its words", copy and copy:find("closed at noon", 1, true) ~= nil, { copy, vim.api.nvim_buf_get_name(0) })
check("and cannot be written to", not vim.bo.modifiable and vim.bo.buftype == "nofile", vim.bo.buftype)
vim.api.nvim_set_current_buf(article)

t.put_cursor_on("Media reports")
vim.cmd("Onrecord rule")
local page = wait(function() return (t.float()) end)
check("a rule's page is shown", page and page:find("What helps", 1, true) ~= nil, page)
local shown = select(2, t.float())
if shown then vim.api.nvim_win_close(shown, true) end

local select_was, input_was = vim.ui.select, vim.ui.input
local offered, asked
vim.ui.select = function(items, _, choose)
  offered = vim.tbl_map(function(one) return one.title end, items)
  for _, one in ipairs(items) do
    if one.title == "Ignore with a reason (in the ledger)" then return choose(one) end
  end
end
vim.ui.input = function(options, give) asked = options.prompt; give("seen on 4 May, 100% sure") end
vim.cmd("Onrecord dismiss")
local ledger = t.file .. ".onrecord"
check("an answer with its reason goes on record", wait(function()
  return vim.fn.filereadable(ledger) == 1
    and vim.tbl_contains(vim.fn.readfile(ledger), "note: seen on 4 May, 100% sure")
end), { offered, asked })
check("and its question is silent", wait(function() return #findings("unnamed-report") == 0 end), findings("unnamed-report"))
vim.ui.select, vim.ui.input = select_was, input_was
vim.api.nvim_buf_delete(vim.fn.bufnr(ledger), { force = true })
vim.fn.delete(ledger)
require("onrecord.client").file_changed(ledger)
check("without its answer it is asked again", wait(function() return #findings("unnamed-report") == 1 end), findings("unnamed-report"))

-- A crash ----------------------------------------------------------------------
local warned = {}
local notify_was = vim.notify
vim.notify = function(message) table.insert(warned, message) end
local dead = t.clients(0)[1]
if vim.lsp.inlay_hint then
  vim.cmd("Onrecord lens")
  check("the lens is on", wait(function() return #vim.lsp.inlay_hint.get({ bufnr = 0 }) > 3 end))
end
vim.cmd("normal! GoCritics say the rail")
local pid = vim.fn.system({ "pgrep", "-P", tostring(vim.fn.getpid()), "-f", "onrecord" }):match("%d+")
vim.loop.kill(tonumber(pid), "sigkill")
vim.cmd("normal! A was never tested.\27")
check("after a crash there is another server", wait(function()
  return t.clients(0)[1] and t.clients(0)[1].initialized and t.clients(0)[1].id ~= dead.id
end), #t.clients())
check("the writer is told", table.concat(warned):find("started again", 1, true), warned)
check("the list of sources is read again", wait(function()
  local again = t.clients(list)[1]
  return again and again.id ~= dead.id and #vim.diagnostic.get(list) > 0
end), t.clients(list))
check("what was typed meanwhile stands", vim.fn.getline("$") == "Critics say the rail was never tested.", vim.fn.getline("$"))
check("and the new server has read it", wait(function()
  return vim.tbl_contains(vim.tbl_map(function(one) return one.lnum end, findings("vague-source")), vim.fn.line("$") - 1)
end), findings("vague-source"))
vim.notify = notify_was
if vim.lsp.inlay_hint then
  check("and looks through the lens as before", wait(function()
    local hints = vim.lsp.inlay_hint.get({ bufnr = 0 })
    return #hints > 3 and hints[1].client_id == t.clients(0)[1].id
  end), #vim.lsp.inlay_hint.get({ bufnr = 0 }))
  vim.cmd("Onrecord lens")
  check("and it can be turned off", wait(function() return not vim.lsp.inlay_hint.is_enabled({ bufnr = 0 }) end))
end
vim.cmd("silent $delete")

-- Settings, restart ------------------------------------------------------------
local function first_mention()
  local row = t.place("Tove Brandel")
  return vim.tbl_filter(function(one) return one.lnum == row end, findings("named-entity"))
end

local client = t.clients(0)[1]
client.settings = { onrecord = { entities = "off", rules = { ["unnamed-report"] = "information" } } }
local changed = { "workspace/didChangeConfiguration", { settings = client.settings } }
if vim.fn.has("nvim-0.11") == 1 then client:notify(unpack(changed)) else client.notify(unpack(changed)) end
check("a changed setting reaches the running server", wait(function()
  return #findings("unnamed-report") == 1 and findings("unnamed-report")[1].severity == severity.INFO
end), findings("unnamed-report"))

local old = t.clients(0)[1].id
require("onrecord").setup({ cmd = command, settings = { onrecord = { rules = { ["vague-source"] = "off" } } } })
vim.cmd("OnrecordRestart")
check("a restart brings a new server", wait(function()
  return t.clients(0)[1] and t.clients(0)[1].initialized and t.clients(0)[1].id ~= old
end), vim.tbl_map(function(one) return one.id end, t.clients()))
check("one server only", #t.clients() == 1, #t.clients())
check("names are marked by default", wait(function() return #first_mention() > 0 end), vim.diagnostic.get(0))
check("a rule turned off is silent", wait(function()
  return #findings("unnamed-report") == 1 and #findings("vague-source") == 0
end), vim.diagnostic.get(0))

-- Write, stop ------------------------------------------------------------------
local text = vim.api.nvim_buf_get_lines(0, 0, -1, false)
vim.cmd("silent write")
check("the file holds what the buffer shows", vim.deep_equal(vim.fn.readfile(t.file), text))
require("onrecord.client").stop(function() end)
check("the server stops", wait(function() return #t.clients() == 0 end))

vim.fn.delete(t.folder, "rf")
t.finish()
