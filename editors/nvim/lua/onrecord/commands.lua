--- `:Onrecord …`: what the server does by name, shown the way Neovim shows things.
local client = require("onrecord.client")

local M = {}

local content_modified = -32801 -- as the protocol numbers it

local faint = vim.api.nvim_create_namespace("onrecord.pullout")
vim.api.nvim_set_hl(0, "OnrecordFaint", { default = true, link = "Comment" })

--- Asks the server of this buffer and calls back with its answer, if there is one.
---@param command string
---@param arguments any[]
---@param done fun(answer: any) nil when there is nothing to say; Neovim 0.12 makes nil of `false` too
function M.ask(command, arguments, done)
  local running = client.of(0)
  if not running then return vim.notify("onrecord: this buffer is not read", vim.log.levels.WARN) end
  local params = { command = command, arguments = arguments }
  local handler = function(problem, answer)
    -- The text has changed meanwhile: whoever asks again will be answered.
    if problem and problem.code == content_modified then return end
    if problem then return vim.notify("onrecord: " .. problem.message, vim.log.levels.WARN) end
    done(answer ~= vim.NIL and answer or nil)
  end
  client.request(running, "workspace/executeCommand", params, handler)
end

function M.lens() require("onrecord.lens").toggle() end

--- Shows who is heard in this article, and how often.
function M.story()
  M.ask("onrecord.story", { vim.uri_from_bufnr(0), false }, function(story)
    if not story then return end
    -- Names come from the article: words on a line of their own, never markup.
    local function say(line) return (line:gsub("%s+", " ")) end
    local lines = { say(story.title), "" }
    for _, note in ipairs(story.notes) do table.insert(lines, say(note.text)) end
    for _, voice in ipairs(story.sources) do
      local line = "- %s: %d%s"
      table.insert(lines, line:format(say(voice.name), voice.statements, voice.named and "" or ", unnamed"))
    end
    vim.lsp.util.open_floating_preview(lines, "text", { border = "rounded", focus_id = "onrecord.story" })
  end)
end

--- Greys what rests on unnamed or second-hand sources only, until asked again or changed.
function M.pullout()
  local buffer = vim.api.nvim_get_current_buf()
  local function clear()
    if vim.api.nvim_buf_is_loaded(buffer) then vim.api.nvim_buf_clear_namespace(buffer, faint, 0, -1) end
  end
  if #vim.api.nvim_buf_get_extmarks(buffer, faint, 0, -1, { limit = 1 }) > 0 then return clear() end
  M.ask("onrecord.pullOut", { vim.uri_from_bufnr(0), false }, function(falls)
    if not falls or not vim.api.nvim_buf_is_loaded(buffer) then return end
    local encoding = (client.of(buffer) or {}).offset_encoding
    for _, fall in ipairs(falls.ranges) do
      local place = function(at)
        return { at.line, vim.lsp.util._get_line_byte_from_position(buffer, at, encoding) }
      end
      local first, last = place(fall.range.start), place(fall.range["end"])
      vim.api.nvim_buf_set_extmark(buffer, faint, first[1], first[2], {
        end_row = last[1], end_col = last[2], hl_group = "OnrecordFaint", priority = 200,
      })
    end
    if #falls.ranges == 0 then
      return vim.notify("Nothing here rests on unnamed or second-hand sources only.")
    end
    vim.api.nvim_create_autocmd({ "TextChanged", "TextChangedI" }, { buffer = buffer, once = true, callback = clear })
  end)
end

--- Goes to the next question that fits, past what other tools have marked.
local function go(fits, nothing)
  local here = vim.api.nvim_win_get_cursor(0)
  local findings = vim.tbl_filter(function(one)
    return one.source == "onrecord" and fits(one)
  end, vim.diagnostic.get(0))
  table.sort(findings, function(a, b) return a.lnum < b.lnum or a.lnum == b.lnum and a.col < b.col end)
  local behind = vim.tbl_filter(function(one)
    return one.lnum + 1 > here[1] or one.lnum + 1 == here[1] and one.col > here[2]
  end, findings)
  local target = behind[1] or findings[1]
  if not target then return vim.notify(nothing) end
  vim.api.nvim_win_set_cursor(0, { target.lnum + 1, target.col })
  vim.diagnostic.open_float({ scope = "cursor" })
end

--- Goes to the next question, past hints.
function M.next()
  go(function(one) return one.severity < vim.diagnostic.severity.HINT end, "onrecord has nothing to ask here.")
end

--- Goes to the next TK, XX or "[citation needed]" that is left.
function M.tk()
  go(function(one) return one.code == "placeholder-left" end, "No TK is left here.")
end

--- Shows the page of the rule that asks at the cursor.
function M.rule()
  local here = vim.api.nvim_win_get_cursor(0)
  for _, one in ipairs(vim.diagnostic.get(0, { lnum = here[1] - 1 })) do
    local to = one.end_lnum > one.lnum and math.huge or one.end_col
    if one.source == "onrecord" and one.col <= here[2] and here[2] < to then
      return M.ask("onrecord.rule", { one.code }, function(page)
        local lines = vim.split("# " .. page.code .. "\n\n" .. vim.trim(page.markdown), "\n")
        vim.lsp.util.open_floating_preview(lines, "markdown", { border = "rounded", focus_id = "onrecord.rule", max_width = 90 })
      end)
    end
  end
  vim.notify("There is no question at the cursor.")
end

function M.dismiss() require("onrecord.dismiss").dismiss() end

function M.restart() require("onrecord").restart() end

local names = { "dismiss", "lens", "next", "pullout", "restart", "rule", "story", "tk" }

--- Runs `:Onrecord NAME`.
function M.run(name)
  if not vim.tbl_contains(names, name) then
    return vim.notify(("onrecord: there is no “%s”; there are %s"):format(name, table.concat(names, ", ")), vim.log.levels.WARN)
  end
  M[name]()
end

--- What `:Onrecord` may be followed by.
function M.complete(lead)
  return vim.tbl_filter(function(name) return vim.startswith(name, lead) end, names)
end

return M
