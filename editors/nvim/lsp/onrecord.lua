--- Found by Neovim 0.11 and later, so that `vim.lsp.enable("onrecord")` is enough.
return require("onrecord.client").config()
