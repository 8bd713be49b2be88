--- Answers a question and says why: the server knows the answers, the writer picks one and gives
--- the reason, and the edit is the server's.
local client = require("onrecord.client")

local M = {}

local placeholder = "reason?" -- in a comment; the ledger has a line that begins with `note: `

local function each(edit, visit)
  for _, edits in pairs(edit.changes or {}) do vim.tbl_map(visit, edits) end
  for _, change in ipairs(edit.documentChanges or {}) do vim.tbl_map(visit, change.edits or {}) end
end

--- What the server would like to know, or nil where its answer says all.
function M.question(edit)
  local asks
  each(edit, function(one)
    local note = ("\n" .. one.newText):match("\nnote: ([^\n]*)")
    asks = asks or note or (one.newText:find(placeholder, 1, true) and placeholder) or nil
  end)
  return asks
end

--- Puts the reason where the question stood; without words, nothing.
function M.give_reason(edit, words)
  -- One line, and nothing that would end the comment it stands in.
  local reason = vim.trim((words:gsub("%s+", " "):gsub("%-%-+", "–"):gsub("%]", ")")))
  each(edit, function(one)
    local text, notes = ("\n" .. one.newText):gsub("\nnote: [^\n]*", function()
      return reason == "" and "\n" or "\nnote: " .. reason
    end)
    if notes == 0 then
      local room = reason == "" and ": " .. placeholder or placeholder
      text = text:gsub(vim.pesc(room), function() return reason end, 1)
    end
    one.newText = text:sub(2)
  end)
end

local function apply(edit, encoding)
  vim.lsp.util.apply_workspace_edit(edit, encoding)
  for _, change in ipairs(edit.documentChanges or {}) do
    local uri = change.textDocument and change.textDocument.uri or ""
    -- Nobody has the ledger open: it is written, so that the answer is on record.
    if vim.endswith(uri, ".onrecord") then
      vim.api.nvim_buf_call(vim.uri_to_bufnr(uri), function() vim.cmd("silent write") end)
    end
  end
end

local function give(running, answer)
  local asks = M.question(answer.edit)
  if not asks then return apply(answer.edit, running.offset_encoding) end
  vim.ui.input({ prompt = ("For your colleagues: %s "):format(asks) }, function(words)
    if not words then return end
    M.give_reason(answer.edit, words)
    apply(answer.edit, running.offset_encoding)
  end)
end

--- Offers the answers to the question at the cursor.
function M.dismiss()
  local running = client.of(0)
  if not running then return vim.notify("onrecord: this buffer is not read", vim.log.levels.WARN) end
  local params = vim.lsp.util.make_range_params(0, running.offset_encoding)
  params.context = { diagnostics = {}, only = { "quickfix.dismiss" } }
  client.request(running, "textDocument/codeAction", params, function(_, answers)
    if not answers or #answers == 0 then return vim.notify("There is no question at the cursor to answer.") end
    local options = { prompt = "Why does it stand?", format_item = function(one) return one.title end }
    vim.ui.select(answers, options, function(answer)
      if not answer then return end
      if answer.edit then return give(running, answer) end
      client.request(running, "codeAction/resolve", answer, function(_, resolved)
        if not resolved or not resolved.edit then return vim.notify("The text has changed; ask again.") end
        give(running, resolved)
      end)
    end)
  end)
end

return M
