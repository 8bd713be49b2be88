vim.api.nvim_create_user_command("Onrecord", function(command)
  require("onrecord.commands").run(command.fargs[1])
end, {
  nargs = 1,
  complete = function(lead) return require("onrecord.commands").complete(lead) end,
  desc = "onrecord: dismiss, lens, next, pullout, restart, rule, story or tk",
})
vim.api.nvim_create_user_command("OnrecordRestart", function() require("onrecord").restart() end, {
  desc = "Stop the onrecord server and start it again for the open articles",
})

vim.api.nvim_create_autocmd("LspAttach", {
  group = vim.api.nvim_create_augroup("onrecord.attach", { clear = true }),
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == "onrecord" then
      require("onrecord.client").keep_signs_quiet(client)
      require("onrecord.lens").again(client, event.buf)
      vim.schedule(function() require("onrecord.client").take_lists(client) end)
    end
  end,
})

-- Not set up yet, it does nothing.
vim.api.nvim_create_autocmd("BufReadPost", {
  group = vim.api.nvim_create_augroup("onrecord.lists", { clear = true }),
  pattern = require("onrecord.client").lists,
  desc = "onrecord: notes and fixes for this list of sources",
  callback = function(event) require("onrecord").open_list(event.buf) end,
})

vim.api.nvim_create_autocmd("BufReadCmd", {
  group = vim.api.nvim_create_augroup("onrecord.copies", { clear = true }),
  pattern = "onrecord://*",
  desc = "onrecord: what was read of a source that is no text",
  callback = function(event) require("onrecord.copies").read(event.buf, event.match) end,
})

-- Neovim has no name for these.
vim.filetype.add({ extension = { mediawiki = "mediawiki", wikitext = "mediawiki" } })

vim.api.nvim_create_autocmd("BufWritePost", {
  group = vim.api.nvim_create_augroup("onrecord.files", { clear = true }),
  pattern = require("onrecord.client").beside,
  callback = function(event) require("onrecord.client").file_changed(event.file) end,
})
