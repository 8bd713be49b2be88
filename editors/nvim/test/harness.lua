--- Checks that print one line each, and the small things every test asks Neovim.
local M = { passed = 0, failed = 0 }

-- Print() of a `nvim -l` script goes to standard error.
local function say(line) io.stdout:write(line, "\n") end

function M.check(name, ok, detail)
  M[ok and "passed" or "failed"] = M[ok and "passed" or "failed"] + 1
  say((ok and "ok   " or "FAIL ") .. name)
  if not ok and detail ~= nil then say(vim.inspect(detail)) end
end

--- Prints the closing line and leaves, with 1 if anything failed.
function M.finish()
  say(("%d passed, %d failed"):format(M.passed, M.failed))
  os.exit(M.failed == 0 and 0 or 1)
end

--- Polls, because the server answers in its own time.
function M.wait(what)
  local last
  vim.wait(10000 * tonumber(vim.env.SLOW or 1), function()
    last = what()
    return last
  end, 10)
  return last
end

local here = vim.fs.dirname(vim.fn.fnamemodify(debug.getinfo(1, "S").source:sub(2), ":p"))
M.plugin = vim.fs.dirname(here)
vim.opt.runtimepath:prepend(M.plugin)
-- `nvim -l` does not source what a plugin manager would.
vim.cmd.source(M.plugin .. "/plugin/onrecord.lua")
vim.cmd("filetype on")

--- A copy of the test article in a folder of its own, opened.
function M.open_article()
  M.folder = vim.fn.tempname()
  vim.fn.mkdir(M.folder, "p")
  M.file = M.folder .. "/article.md"
  vim.fn.writefile(vim.fn.readfile(vim.fs.dirname(M.plugin) .. "/test/article.md"), M.file)
  vim.cmd.edit(M.file)
  return M.file
end

--- Row (from 0) and byte column of words in the current buffer.
function M.place(words)
  for row, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = line:find(words, 1, true)
    if column then return row - 1, column - 1 end
  end
  error("not in the article: " .. words)
end

function M.line_with(words) return vim.fn.getline(M.place(words) + 1) end

function M.put_cursor_on(words)
  local row, column = M.place(words)
  vim.api.nvim_win_set_cursor(0, { row + 1, column })
end

function M.findings(code)
  return vim.tbl_filter(function(one) return one.code == code end, vim.diagnostic.get(0))
end

function M.clients(buffer)
  return (vim.lsp.get_clients or vim.lsp.get_active_clients)({ name = "onrecord", bufnr = buffer })
end

--- The text of the window that floats above the article, once it says something.
function M.float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
      return table.concat(lines, "\n"), window
    end
  end
end

--- A script's edits are one undo block unless it begins another.
function M.begin_undo_block() vim.o.undolevels = vim.o.undolevels end

return M
