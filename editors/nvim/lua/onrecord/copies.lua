--- What was read of a source that is no text, such as a PDF, as a buffer to look at. The words come
--- from the server and are written nowhere.
local client = require("onrecord.client")

local M = {}

--- How long a jump waits for the words, in milliseconds.
local patience = 3000

--- Fills the buffer of a reading copy, onrecord:///folder/report.pdf.txt.
---@param buffer integer
---@param uri string
function M.read(buffer, uri)
  local why = "the onrecord server is not running"
  for _, running in ipairs(client.running()) do
    local params = { uri = uri }
    local method = "workspace/textDocumentContent"
    local answer, error
    if vim.fn.has("nvim-0.11") == 1 then
      answer, error = running:request_sync(method, params, patience)
    else
      answer, error = running.request_sync(method, params, patience)
    end
    local text = answer and answer.result and answer.result.text
    if text then return M.show(buffer, text) end
    why = answer and answer.err and answer.err.message or error or why
  end
  vim.notify("onrecord: " .. why, vim.log.levels.WARN)
end

function M.show(buffer, text)
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(text, "\n"))
  vim.bo[buffer].buftype = "nofile"
  vim.bo[buffer].swapfile = false
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].modified = false
end

return M
