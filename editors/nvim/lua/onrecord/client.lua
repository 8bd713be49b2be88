--- What the server is called, how it starts and stops, and which buffers it reads.
local M = { name = "onrecord" }

--- Lists of sources, by the names under which the server finds them. They are never read as articles.
M.lists = {
  "*.bib", "*.bibtex", "*.biblatex",
  "{refs,references,sources,bibliography}.{json,yaml,yml}",
}

local defaults = {
  cmd = { "onrecord", "lsp" },
  filetypes = {
    "markdown", "quarto", "rmd", "pandoc", "text", "html", "xhtml", "tex", "plaintex", "asciidoc", "asciidoctor",
    "rst", "org", "typst", "mediawiki", "wikitext",
  },
  root_markers = { "onrecord.toml", ".git" },
  -- An empty Lua table would reach the server as a list.
  settings = { onrecord = vim.empty_dict() },
}

--- A configuration for vim.lsp, from the defaults and what the user wrote.
---@param options? onrecord.Options
function M.config(options)
  local config = vim.tbl_extend("force", defaults, options or {})
  config.name = M.name
  -- A folder even without a marker: who is cited nowhere, and the names of other articles, need one.
  config.root_dir = config.root_dir or function(buffer, found) found(M.root(buffer, config.root_markers)) end
  local told = config.on_exit
  config.on_exit = function(code, signal, id)
    if told then told(code, signal, id) end
    -- A little later: Neovim 0.10 still counts the dead one among its clients.
    vim.schedule(function()
      vim.defer_fn(function() require("onrecord.crash").gone(code, signal) end, 100)
    end)
  end
  config.get_language_id = function(_, filetype) return filetype == "text" and "plaintext" or filetype end
  config.before_init = function(params, final)
    -- The first reading already follows the settings; later the server asks for them.
    params.initializationOptions = final.settings.onrecord
    M.prefer_being_told(params.capabilities)
    M.take_whole_edits(params.capabilities)
    M.take_copies(params.capabilities)
  end
  return config
end

--- Neovim 0.10 and 0.11 ask for findings but cannot be told to ask again, and would
--- show a changed setting only after the next key. They are better off being told.
function M.prefer_being_told(capabilities)
  local refreshed = (capabilities.workspace or {}).diagnostics or {}
  if capabilities.textDocument and not refreshed.refreshSupport then capabilities.textDocument.diagnostic = nil end
end

--- Neovim applies edits of several files and makes new ones, but says only half of it; without the
--- other half no answer could go into the ledger beside the article.
function M.take_whole_edits(capabilities)
  local edits = (capabilities.workspace or {}).workspaceEdit
  if edits then edits.documentChanges = true end
end

--- The plugin shows what was read of a PDF or a Word file as a text of its own: onrecord.copies.
function M.take_copies(capabilities)
  if capabilities.workspace then capabilities.workspace.textDocumentContent = { dynamicRegistration = false } end
end

--- The program that cannot be started, or nil.
function M.missing(cmd)
  if type(cmd) ~= "table" or vim.fn.executable(cmd[1]) == 1 then return nil end
  return cmd[1]
end

--- A file, but no help page, hover window or terminal. Not a draft without a name
--- either: Neovim has no address for one and could show no finding in it.
function M.is_article(buffer, filetypes)
  return vim.api.nvim_buf_is_loaded(buffer)
    and vim.bo[buffer].buftype == ""
    and vim.api.nvim_buf_get_name(buffer) ~= ""
    and vim.tbl_contains(filetypes, vim.bo[buffer].filetype)
end

function M.articles(filetypes)
  return vim.tbl_filter(function(buffer) return M.is_article(buffer, filetypes) end, vim.api.nvim_list_bufs())
end

function M.running()
  local list = vim.lsp.get_clients or vim.lsp.get_active_clients
  return list({ name = M.name })
end

--- The client that reads this buffer, if one does.
function M.of(buffer)
  if buffer == 0 then buffer = vim.api.nvim_get_current_buf() end
  for _, client in ipairs(M.running()) do
    if vim.lsp.buf_is_attached(buffer, client.id) then return client end
  end
end

--- Neovim 0.11 made methods of a client's functions.
function M.request(running, method, params, handler)
  if vim.fn.has("nvim-0.11") == 1 then return running:request(method, params, handler) end
  return running.request(method, params, handler)
end

--- What a server reads beside the article that is open: ledgers, settings, lists, texts of sources.
M.beside = vim.list_extend({
  "*.onrecord", "*.toml", "*.txt", "*.text", "*.md", "*.markdown", "*.html", "*.htm", "*.vtt", "*.srt",
}, M.lists)

--- Such a file was written. Neovim watches no files on Linux, so the server is told here.
function M.file_changed(file)
  local params = { changes = { { uri = vim.uri_from_fname(vim.fn.fnamemodify(file, ":p")), type = 2 } } }
  for _, client in ipairs(M.running()) do
    local notify = vim.fn.has("nvim-0.11") == 1 and function(...) client:notify(...) end or client.notify
    notify("workspace/didChangeWatchedFiles", params)
  end
end

--- Where Neovim keeps the findings of a server: those that it is told, and those that it asks for.
local function namespaces(running)
  local of = vim.lsp.diagnostic.get_namespace
  local provider = (running.server_capabilities or {}).diagnosticProvider
  if not provider then return { of(running.id) } end
  return { of(running.id), of(running.id, true, type(provider) == "table" and provider.identifier or nil) }
end

--- An index of names is no to-do list: hints stay out of the sign column.
function M.keep_signs_quiet(running)
  local signs = vim.diagnostic.config().signs
  if not signs then return end
  local quiet = { severity = { min = vim.diagnostic.severity.INFO } }
  if type(signs) == "table" then quiet = vim.tbl_extend("keep", quiet, signs) end
  for _, namespace in ipairs(namespaces(running)) do
    vim.diagnostic.config({ signs = quiet }, namespace)
  end
end

--- Whether Neovim itself starts the server (0.11 and later, after vim.lsp.enable).
function M.enabled()
  if not vim.lsp.config then return false end
  if vim.lsp.is_enabled then return vim.lsp.is_enabled(M.name) end
  return vim.lsp._enabled_configs[M.name] ~= nil
end

--- For Neovim 0.10 and before, which have no vim.lsp.enable.
function M.start(buffer, config)
  local here = vim.tbl_extend("force", config, { root_dir = M.root(buffer, config.root_markers) })
  vim.api.nvim_buf_call(buffer, function() vim.lsp.start(here, { bufnr = buffer }) end)
end

--- Whether a file lies in a folder that this server reads; one without a folder takes what it is given.
local function holds(running, file)
  if not running.workspace_folders then return true end
  for _, folder in ipairs(running.workspace_folders) do
    local path = vim.uri_to_fname(folder.uri):gsub("/$", "")
    if vim.startswith(file, path .. "/") then return true end
  end
  return false
end

--- A list goes to the servers of its folder, or to one of its own if its articles are not open yet.
function M.attach_list(buffer, config)
  if vim.bo[buffer].buftype ~= "" or M.missing(config.cmd) then return end
  local file, attached = vim.api.nvim_buf_get_name(buffer), M.of(buffer) ~= nil
  for _, client in ipairs(M.running()) do
    if holds(client, file) then
      attached = true
      vim.lsp.buf_attach_client(buffer, client.id)
    end
  end
  if not attached then M.start(buffer, config) end
end

--- A server has begun: the open lists of its folder go to it as well.
function M.take_lists(running)
  for _, buffer in ipairs(M.open_lists()) do
    local file = vim.api.nvim_buf_get_name(buffer)
    if not M.of(buffer) and holds(running, file) then vim.lsp.buf_attach_client(buffer, running.id) end
  end
end

--- The lists of sources that are open.
function M.open_lists()
  local patterns = vim.tbl_map(vim.fn.glob2regpat, M.lists)
  return vim.tbl_filter(function(buffer)
    local name = vim.fs.basename(vim.api.nvim_buf_get_name(buffer))
    local function fits(pattern) return vim.fn.match(name, pattern) >= 0 end
    return vim.api.nvim_buf_is_loaded(buffer) and #vim.tbl_filter(fits, patterns) > 0
  end, vim.api.nvim_list_bufs())
end

--- The folder of the nearest marker, else the article's own.
function M.root(buffer, markers)
  local folder = vim.fs.dirname(vim.api.nvim_buf_get_name(buffer))
  for _, marker in ipairs(markers) do
    local found = vim.fs.find(marker, { path = folder, upward = true })[1]
    if found then return vim.fs.dirname(found) end
  end
  -- The texts of sources belong to the articles above them.
  return vim.fs.basename(folder) == "sources" and vim.fs.dirname(folder) or folder
end

--- Asks every client to stop and calls back when all are gone; the second time of
--- asking, after three seconds, is not a question. One that outlives even that is left behind.
function M.stop(done)
  M.stopping = true
  local function ask(force)
    for _, client in ipairs(M.running()) do
      if vim.fn.has("nvim-0.11") == 1 then client:stop(force) else client.stop(force) end
    end
  end
  ask(false)
  local polls, timer = 0, vim.loop.new_timer()
  timer:start(0, 50, vim.schedule_wrap(function()
    polls = polls + 1
    if #M.running() > 0 and polls < 200 then
      if polls == 60 then ask(true) end
      return
    end
    if timer:is_closing() then return end
    timer:close()
    M.stopping = false
    done()
  end))
end

return M
