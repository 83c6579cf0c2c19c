// Decap's own program for a repository on this computer, on a socket in a folder that only its user can open: no other page can reach it.
const express = require("express");
const { registerLocalGit } = require("decap-server/dist/middlewares");

const app = express();
registerLocalGit(app, { logLevel: "error" }).then(() => app.listen(process.argv[2], () => process.stdout.write("klaar\n")));
