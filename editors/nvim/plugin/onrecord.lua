vim.api.nvim_create_user_command("OnrecordRestart", function() require("onrecord").restart() end, {
  desc = "Stop the onrecord server and start it again for the open articles",
})
