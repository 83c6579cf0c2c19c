// Starts Decap CMS with the settings that the handbook made, and teaches it to write files as they were typed.
import { speak } from "./dutch.js";
import { mend } from "./mended.js";
import { format } from "./shapes.js";
import { register } from "./preview.js";
import { handIn } from "./handin.js";
import { write } from "./picture.js";
import { revise } from "./revision.js";

const say = (text) => {
  const line = document.getElementById("melding");
  if (line) line.textContent = text;
};

const MISSING = "Het programma van de editor staat niet op deze computer. Haal het op met: handbook editor --get";

async function start() {
  const answer = await fetch("config.json", { cache: "no-store" });
  if (!answer.ok) return say("De instellingen van de editor zijn niet te lezen. Laad de pagina opnieuw.");
  const { decap, soorten, plek } = await answer.json();
  // Before the program is there: else it looks for settings of its own.
  window.CMS_MANUAL_INIT = true;
  if (!(await load("app/decap-cms.js"))) return say(MISSING);
  const CMS = window.CMS;
  speak(CMS);
  write(CMS, decap.collections, plek === "lokaal");
  for (const collection of decap.collections) {
    const kind = soorten[collection.name];
    const fields = collection.fields ?? collection.files[0].fields;
    CMS.registerCustomFormat(collection.name, kind === "pagina" ? "md" : "yml", format(fields, { page: kind === "pagina", whole: kind === "tekst" }));
    if (kind === "pagina" && collection.fields && plek === "lokaal") register(CMS, collection);
  }
  // On one's own computer there is nobody to log in with.
  if (plek === "lokaal") localStorage.setItem("decap-cms-user", JSON.stringify({ backendName: "proxy" }));
  document.getElementById("begin").remove();
  CMS.init({ config: decap });
  mend();
  if (plek !== "lokaal") return;
  handIn(CMS);
  revise();
}

function load(address) {
  return new Promise((done) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => done(true);
    script.onerror = () => done(false);
    document.head.append(script);
  });
}

start().catch((problem) => {
  console.error(problem);
  say("De editor is niet gestart. Laad de pagina opnieuw.");
});
