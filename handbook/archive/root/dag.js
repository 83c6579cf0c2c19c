/* Which text applied on a day: the question and its answer on the page with all versions, and where the address op/ leads to.
   register.js calls this. Published texts and printed references have that address, with `datum` and, where they ask by page and article,
   `pagina` and `artikel`: it leads to the text itself where one answer is all there is to say, else to the answer above the list. */
globalThis.handboekDag = given => {
  "use strict"

  const { root, folder, link, el, isDay, longDate, title, today, fetched, answerTo, awaits, threeDays, repealWords, unprovenWords, place, inside } = given

  const find = name => document.querySelector(`[data-${name}]`)

  // The question

  /* What an address asks. In the list `artikel` says of which article the versions are shown: what is looked for in a text is `onderdeel` there. */
  const asked = part => {
    const query = new URLSearchParams(location.search)
    return { day: query.get("datum") || null, known: query.get("bekend") || null, pagina: query.get("pagina"), part: query.get(part) || "" }
  }

  /* The list, with the same question. */
  const listOf = ({ day, known, pagina, part }) => {
    const to = new URL("versies/", root)
    for (const [name, value] of Object.entries({ datum: day, bekend: known, pagina, onderdeel: part })) if (value) to.searchParams.set(name, value)
    return to.href
  }

  /* What somebody typed, as it was typed, and not more of it than fits. */
  const quoted = text => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`

  /* Where the wish is to be found in a version: `whole` where all of it is there, `text` what to say where it is not. */
  const goal = async (version, { pagina, part }) => {
    const start = folder(version.versie)
    const bare = (pagina ?? "").replace(/(^|\/)index\.html$/, "").replace(/^\/+|\/+$/g, "")
    const path = pagina === null ? null : bare && `${bare}/`
    if (version.weg || (path === null && !part)) return { url: start.href, whole: true }
    const what = part ? `Het artikel ${quoted(part)}` : `De pagina ${quoted(pagina)}`
    try {
      const found = place(await fetched(new URL("handboek.json", start)), path, part)
      const url = inside(found ? found.url : "", start).href
      return { url, whole: found?.whole ?? false, text: `${what} staat niet in deze tekst.` }
    } catch {
      return { url: start.href, whole: false, text: `${what} kon in deze tekst niet worden opgezocht.` }
    }
  }

  // The answer

  const answerOf = async (kind, version, heading, none, now, question) => {
    const block = el("section", { "data-antwoord": kind, "data-versie": version?.versie ?? "" }, el("h3", {}, heading))
    if (!version) {
      block.append(el("p", {}, none))
      return block
    }
    const to = await goal(version, question)
    block.append(el("p", {}, el("a", { href: to.url }, `De tekst van ${title(version.versie)}`)))
    if (!to.whole) block.append(el("p", {}, to.text))
    block.append(el("p", { class: "reg-duur" }, threeDays(version, now)))
    if (version.weg) block.append(el("p", {}, `Deze tekst is op ${longDate(version.weg.datum)} van de website gehaald.`))
    return block
  }

  /* What is still to be made known of the answer, and what the archive cannot show of it. */
  const remarks = (found, now) => {
    const parts = []
    if (found.awaited) {
      parts.push(el("p", { "data-antwoord": "verwacht", "data-versie": found.awaited.versie }, `Let op: ${awaits(found.awaited, now)}: `, link(found.awaited.versie), "."))
    }
    if (found.repealed) parts.push(el("p", { "data-antwoord": "ingetrokken" }, `Let op: ${repealWords(found.repealed)}.`))
    if (found.unproven) parts.push(el("p", { "data-antwoord": "later", "data-versie": found.unproven.versie }, unprovenWords(found.unproven)))
    return parts
  }

  const none = (register, day, known, found, now) => {
    const first = register.versies.at(-1)
    const ended = found.ended && ` De tekst van ${title(found.ended.version.versie)} is ingetrokken vanaf ${longDate(found.ended.repeal.vanaf)}.`
    const begin = ended || (first ? ` De eerste tekst geldt vanaf ${longDate(first.geldig_van)}.` : "")
    const which = found.awaited ? ` Op ${longDate(known)} ${known < now ? "was" : "is"} er nog geen tekst voor die dag bekendgemaakt.` : begin
    return [el("div", { "data-antwoord": "geldt", "data-versie": "" }, el("p", {}, el("strong", {}, `Voor ${longDate(day)} is er geen tekst.`), which)), ...remarks(found, now)]
  }

  const two = async (day, found, now, question) => {
    const { applies, knew, then } = found
    const parts = await Promise.all([
      answerOf("geldt", applies, `Wat voor ${longDate(day)} geldt`, "Voor deze dag is er geen tekst.", now, question),
      answerOf("bekend", knew, `Wat er op ${longDate(then)} bekend was`, "Er was toen nog geen tekst bekend voor deze dag.", now, question),
    ])
    const why = applies?.bekendgemaakt > then ? "Een revisie ging in voordat zij bekend was gemaakt: zij werkt terug." : "Een tekst is ingetrokken voordat dat bekend was gemaakt."
    return [el("p", {}, el("strong", {}, `Voor ${longDate(day)} zijn er twee antwoorden.`), ` ${why}`), el("div", { class: "reg-twee" }, ...parts), ...remarks(found, now)]
  }

  const one = async (day, known, found, now, question) => {
    const { applies } = found
    const to = await goal(applies, question)
    const words = el("a", { href: to.url }, `de tekst van ${title(applies.versie)}`)
    const more = remarks(found, now)
    const by = known === now ? "Volgens wat nu bekend is" : `Volgens wat op ${longDate(known)} bekend ${known > now ? "is" : "was"}`
    const said = more.length || known !== now ? `${by}, geldt voor ${longDate(day)} ` : `Op ${longDate(day)} ${day < now ? "gold" : "geldt"} `
    const missed = to.whole ? [] : [" ", el("strong", {}, to.text)]
    const row = el("a", { href: `#versie-${applies.versie}` }, "Wie haar vaststelde, en de vingerafdruk")
    return [el("div", { "data-antwoord": "geldt", "data-versie": applies.versie },
      el("p", {}, said, words, ".", ...missed), el("p", { class: "reg-duur" }, threeDays(applies, now)), el("p", { class: "reg-duur" }, row)), ...more]
  }

  const toldFor = async (register, question) => {
    const { day } = question
    const now = today(register)
    const known = question.known || now
    const wrong = [day, known].find(value => !isDay(value))
    if (wrong) return [el("p", {}, el("strong", {}, `${quoted(wrong)} is geen dag.`), " Kies een dag, of schrijf jaar, maand en dag, zoals 2027-03-14.")]
    const found = answerTo(register.versies, day, known)
    if (found.applies !== found.knew) return two(day, found, now, question)
    return found.applies ? one(day, known, found, now, question) : none(register, day, known, found, now)
  }

  /* Where op/ leads: to the text, where that is the whole answer; else to the list, which has room for what there is to say. `read` gives what answers
     for a day by what was known on another. */
  const from = async read => {
    const question = asked("artikel")
    const { day, known } = question
    if (!isDay(day) || (known && !isDay(known))) return listOf(question)
    try {
      const register = await read(day, known)
      const now = today(register)
      const found = answerTo(register.versies, day, known || now)
      if (found.applies && found.applies === found.knew && !remarks(found, now).length) {
        const to = await goal(found.applies, question)
        if (to.whole) return to.url
      }
    } catch (error) {
      console.error(error)
    }
    return listOf(question)
  }

  /* Fills in the question as the address has it, and answers it; from then on it is answered where it is asked, and the address says it. */
  const answer = async register => {
    const form = find("vraag")
    const fields = form.elements
    let shown = null
    const say = async () => {
      const question = asked("onderdeel")
      shown = location.search
      fields.datum.value = isDay(question.day) ? question.day : ""
      fields.bekend.value = isDay(question.known) ? question.known : ""
      if (question.known) form.querySelector("details").open = true
      find("uitkomst").replaceChildren(...(question.day ? await toldFor(register, question) : []))
    }
    form.addEventListener("submit", event => {
      event.preventDefault()
      const address = new URL(location.href)
      address.hash = ""
      address.searchParams.set("datum", fields.datum.value)
      if (fields.bekend.value) address.searchParams.set("bekend", fields.bekend.value)
      else address.searchParams.delete("bekend")
      history.pushState(null, "", address)
      say()
    })
    // A jump within the page asks nothing new.
    addEventListener("popstate", () => location.search !== shown && say())
    form.hidden = false
    await say()
  }

  return { from, answer }
}
