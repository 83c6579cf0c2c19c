/* The search box: shows which articles and pages answer what is typed. This script, the words of this version and the worker that looks
   through them are fetched at its first use, and not before (schil.js). zoek-worker.js says what they tell each other.
   Results are a list of links in headings, and no listbox: readers walk through them as through any page. */
(() => {
  "use strict"

  const base = new URL("..", document.currentScript.src)
  const box = document.querySelector("[data-zoeken]")
  if (!box) return

  const form = box.querySelector("form")
  const field = form.elements.query
  const status = box.querySelector("[data-zoeken-status]")
  const panel = box.querySelector("[data-zoeken-uitkomst]")
  const answer = box.querySelector("[data-zoeken-antwoord]")
  const mails = box.querySelectorAll("[data-zoeken-mail]")
  const everywhere = box.querySelector("[data-zoeken-alle]")

  const LONGEST = 200
  const PAGES = 8
  const HITS = 3
  const KINDS = { dilemmas: "Dilemma’s", keuzehulp: "Keuzehulp" }
  /* The share of the question that the best answer covers, below which a person is asked first. */
  const LITTLE = 0.4
  const SLOW = 1000
  const SILENCE = 700
  const PATIENCE = 30000

  const el = (tag, attributes, ...children) => {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    element.append(...children)
    return element
  }
  const quoted = text => `‘${text}’`

  /* What was typed as it is searched: single spaces, no half signs, at most LONGEST signs. */
  const clean = text => [...text.replace(/\p{Surrogate}/gu, "").replace(/\s+/g, " ").trim()].slice(0, LONGEST).join("").trim()

  // Engine

  /* A folder opened as file:// allows neither fetch nor worker: there both come as scripts (handbook build --offline). */
  const folder = location.protocol === "file:"
  const script = address => new Promise((done, failed) => {
    const element = el("script", { src: address })
    element.addEventListener("load", done)
    element.addEventListener("error", () => failed(new Error(address)))
    document.head.append(element)
  })

  const fetched = async address => {
    // Without a network, what the browser kept of an earlier page is as good.
    const found = await fetch(address).catch(() => fetch(address, { cache: "force-cache" }))
    if (!found.ok) throw new Error(`${address}: ${found.status}`)
    return found.json()
  }

  /* Promises the answer to a message; one at a time. */
  const hired = address => {
    const worker = new Worker(address)
    const lost = new Promise((_, failed) => worker.addEventListener("error", () => failed(new Error(address))))
    // Only who asks hears of it.
    lost.catch(() => {})
    const one = message => Promise.race([lost, new Promise(done => {
      worker.addEventListener("message", event => done(event.data), { once: true })
      worker.postMessage(message)
    })])
    let turn = Promise.resolve()
    const ask = message => {
      const answer = turn.then(() => one(message))
      turn = answer.catch(() => {})
      return answer
    }
    return { ask, end: () => worker.terminate() }
  }

  /* Gives the engine the words of this version, or the address where it fetches them itself: the page need not read them. */
  const begin = async (ask, words) => {
    const { data: wrong } = await ask({ type: 0, data: words })
    if (wrong) throw new Error(wrong)
    // Nothing is shown before it has its look (schil.js).
    await box.look
    return ask
  }

  const load = async () => {
    const address = new URL(JSON.parse(document.getElementById("__config").textContent).search, document.baseURI)
    const index = new URL(`search/search_index.${folder ? "js" : "json"}`, base)
    if (folder) {
      await Promise.all([script(address), script(index)])
      return begin(window.zoekmachine, window.zoekwoorden)
    }
    const { ask, end } = hired(address)
    let timer
    const late = new Promise((_, failed) => { timer = setTimeout(() => failed(new Error("late")), PATIENCE) })
    try {
      return await Promise.race([begin(ask, index.href), late])
    } catch (error) {
      end()
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  /* Loaded at first use, and again after it failed. */
  let engine = null
  const start = () => engine ??= load()

  /* What a page says, by the ids of its headings: fetched where a result of it is seen, and once. */
  const texts = new Map()
  const textOf = page => {
    const name = `search/tekst/${page.replace(/\/$/, "") || "index"}.json`
    const found = async () => {
      if (!navigator.onLine && !folder) throw new Error("offline")
      if (!folder) return fetched(new URL(name, base))
      await script(new URL(name.replace(/json$/, "js"), base))
      return window.zoekteksten[name]
    }
    if (!texts.has(page)) texts.set(page, found().catch(() => { texts.delete(page); return {} }))
    return texts.get(page)
  }

  // What the index says: in a template nothing of its HTML runs or loads, and only its letters and marks come over

  const inert = el("template", {})

  const BLOCK = /^(?:P|LI|T[DRH]|D[DTL]|[OU]L|BR|DIV|H\d|PRE|TABLE)$/

  const read = html => {
    let text = ""
    const marks = []
    const add = letters => { text += letters.replace(/\s+/g, " ").replace(/^ /, /(?:^| )$/.test(text) ? "" : " ") }
    const walk = node => {
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) add(child.data)
        if (child.nodeType !== Node.ELEMENT_NODE) continue
        if (BLOCK.test(child.tagName)) add(" ")
        const from = text.length
        walk(child)
        if (child.tagName === "MARK") marks.push([from, text.length])
      }
    }
    inert.innerHTML = html ?? ""
    walk(inert.content)
    return { text: text.trimEnd(), marks }
  }

  /* A part of it as nodes, with what was found in <mark>. */
  const drawn = ({ text, marks }, from = 0, to = text.length) => {
    const nodes = []
    let at = from
    for (const [begin, end] of marks) {
      if (end <= at || begin >= to) continue
      nodes.push(text.slice(at, Math.max(begin, at)), el("mark", {}, text.slice(Math.max(begin, at), Math.min(end, to))))
      at = Math.min(end, to)
    }
    return [...nodes, text.slice(at, to)]
  }

  // Results

  /* Why a result is one, where no word in it shows that. */
  const reason = ({ waarom = [] }) => {
    const [why] = [...waarom].sort((a, b) => (a.waar !== "zoekwoord") - (b.waar !== "zoekwoord"))
    if (!why) return ""
    const same = why.hoe === "spelling" || why.als.toLowerCase() === why.woord.toLowerCase()
    if (why.waar === "pagina") return `De pagina gaat over ${quoted(why.als)}.`
    return same ? `${quoted(why.als)} staat in de zoekwoorden.` : `${quoted(why.woord)} is hier ${quoted(why.als)}.`
  }

  /* The address of a result, never outside this version. */
  const address = place => {
    const [path, anchor] = place.split("#")
    const full = new URL(folder && (path === "" || path.endsWith("/")) ? `${path}index.html` : path, base)
    if (!full.href.startsWith(base.href)) throw new Error(place)
    if (anchor) full.hash = anchor
    return full.href
  }

  const hit = item => {
    const title = read(item.title)
    const number = /^Artikel ([\d.]+[a-z]?) (?=.)/.exec(title.text)
    const skip = number ? number[0].length : 0
    const words = number ? [el("span", { class: "zoeken-nummer" }, ...drawn(title, 0, skip - 1)), " ", ...drawn(title, skip)] : drawn(title)
    return el("div", { class: "zoeken-treffer" }, el("h3", {}, el("a", { href: address(item.location) }, ...words)), el("p", { class: "zoeken-uittreksel" }))
  }

  /* Puts the sentences that answer below the results of one page, and a reason where they show none. */
  const fill = async (query, items, hits) => {
    const said = await textOf(items[0].location.split("#")[0])
    const wanting = items.map(item => [item.location.split("#")[1] ?? "", item.text])
    const asked = Object.fromEntries(wanting.map(([anchor]) => [anchor, said[anchor]]).filter(([, passages]) => passages))
    const ask = await start()
    const { data } = await ask({ type: 4, data: asked })
    // The worker marks what was asked last.
    if (answered !== query || wanted !== query) return
    hits.forEach((entry, at) => {
      const [anchor, own] = wanting[at]
      const text = read(data[anchor] ?? own)
      const place = entry.querySelector(".zoeken-uittreksel")
      if (text.text) place.replaceChildren(...drawn(text))
      else place.remove()
      if (!entry.querySelector("mark")) entry.append(el("p", { class: "zoeken-waarom" }, reason(items[at])))
    })
    // What has the focus stays in sight, however long the sentences are that came above it.
    if (answer.contains(document.activeElement)) document.activeElement.scrollIntoView({ block: "nearest" })
  }

  /* Only what a reader sees is fetched. */
  const seen = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue
      seen.unobserve(target)
      waiting.get(target)?.()
    }
  })
  const waiting = new WeakMap()

  const isPage = item => !item.location.includes("#")
  const answers = items => items.filter(item => item.score > 0).filter((item, at) => !isPage(item) || at === 0)

  /* What was found on one page. Where the page itself answers best, it is a result; else it is named above its articles. */
  const group = (items, query) => {
    const kept = answers(items)
    const page = items.find(isPage)
    const entry = el("li", { class: "md-search-result__item" })
    const kind = KINDS[items[0].location.split("/")[0]]
    const named = page && !isPage(kept[0]) && read(page.title).text
    // Two pages may have one title: which is the dilemma? And "Dilemma’s: Dilemma's" says it twice.
    const above = [kind, named && named.replace("'", "’") !== kind && named].filter(Boolean).join(": ")
    if (above) entry.append(el("p", { class: "zoeken-pagina" }, above))
    const hits = kept.map(hit)
    entry.append(...hits.slice(0, HITS))
    if (hits.length > HITS) {
      entry.append(el("details", {}, el("summary", {}, `Nog ${hits.length - HITS} op deze pagina`), ...hits.slice(HITS)))
    }
    waiting.set(entry, () => fill(query, kept, hits).catch(() => {}))
    seen.observe(entry)
    return entry
  }

  const button = (words, pressed) => {
    const element = el("button", { type: "button" }, words)
    element.addEventListener("click", () => pressed(element))
    return element
  }

  const list = (groups, query) => {
    const made = some => some.map(items => group(items, query))
    const shown = el("ol", { class: "md-search-result__list" }, ...made(groups.slice(0, PAGES)))
    const rest = groups.slice(PAGES)
    if (!rest.length) return [shown]
    return [shown, button(`Toon nog ${rest.length} ${rest.length === 1 ? "pagina" : "pagina’s"}`, more => {
      const entries = made(rest)
      shown.append(...entries)
      more.remove()
      entries[0].querySelector("a").focus()
    })]
  }

  /* It was searched already, so the way to what was typed is a button. */
  const meant = (query, data) => {
    if (!data.bedoelt || query.exact) return []
    const exact = button(`Zoek precies ${quoted(query.text)}`, () => {
      leap = true
      search({ text: query.text, exact: true })
    })
    return [el("p", { class: "zoeken-bedoelt" }, "Er is gezocht naar ", el("em", {}, data.bedoelt), ". ", exact)]
  }

  const named = all => all.map(quoted).join(", ").replace(/, (?=[^,]*$)/, " en ")

  /* A word that leads nowhere is told, never dropped in silence. */
  const unknown = ({ onbekend = [], gezocht = [], items }, query) => {
    if (!onbekend.length || query.exact) return ""
    const others = gezocht.some(({ woord, hoe }) => hoe !== "zwak" && !onbekend.includes(woord))
    return `${named(onbekend)} kennen wij niet.${items.length ? (others ? " Er is gezocht met de andere woorden." : " De regels gelden voor alle sociale media.") : ""}`
  }

  /* Whom to ask, before results that answer little of the question. */
  const person = ({ dekking = 1, items }) => {
    const way = box.querySelector("[data-zoeken-vraag]")
    if (!way || !items.length || dekking >= LITTLE) return []
    return [el("p", { class: "zoeken-weinig" }, "Dit past maar voor een deel bij de vraag. ", ...way.cloneNode(true).childNodes)]
  }

  // What is shown and said

  let leap = false
  let slow = null
  let speech = null

  /* For screen readers, when the typing has stopped. */
  const say = text => {
    clearTimeout(speech)
    speech = setTimeout(() => { if (status.textContent !== text) status.textContent = text }, text ? SILENCE : 0)
  }

  const present = (heading, text, parts) => {
    clearTimeout(slow)
    answer.replaceChildren(el("h2", { tabindex: "-1" }, heading), ...parts)
    panel.hidden = false
    panel.scrollTop = 0
    say(text)
  }

  /* To the results, for whoever asked for them with Enter. */
  const arrive = () => {
    if (leap) (answer.querySelector("h3 a") ?? answer.querySelector("h2")).focus()
    leap = false
  }

  const show = (query, data) => {
    // Asked for exactly this, the worker found nothing and understood it as something else.
    const beside = query.exact && data.gezocht?.length
    const groups = beside ? [] : data.items.filter(items => answers(items).length)
    const count = groups.flatMap(answers).length
    const words = `${query.exact ? "precies " : ""}${quoted(query.text)}`
    const heading = `${count === 0 ? "Niets gevonden" : count === 1 ? "1 resultaat" : `${count} resultaten`} voor ${words}`
    const advice = count ? [] : [el("p", {}, "Probeer een ander woord, of minder woorden.")]
    const searched = data.bedoelt && !query.exact ? ` Gezocht naar: ${data.bedoelt}.` : ""
    const lost = unknown(data, query)
    const told = lost ? [el("p", { class: "zoeken-onbekend" }, lost)] : []
    answered = query
    present(heading, `${heading}.${searched}${lost && ` ${lost}`}`, [...meant(query, data), ...told, ...advice, ...person(data), ...(count ? list(groups, query) : [])])
    arrive()
  }

  const fail = () => {
    const heading = "Zoeken lukt nu niet"
    const advice = folder ? "In deze map zit geen zoekfunctie." : "Misschien is er geen verbinding. Typ verder om het opnieuw te proberen."
    present(heading, `${heading}. ${advice}`, [el("p", {}, advice)])
    arrive()
  }

  const addressed = text => {
    if (everywhere) everywhere.search = new URLSearchParams({ q: text })
    if (!mails.length) return
    const subject = `Niet gevonden in het handboek: ${text}`
    const body = `Ik zocht in het handboek naar: ${text}\r\n\r\nIk wil graag weten:\r\n\r\n\r\n(Gezocht op ${location.href.split(/[?#]/)[0]})`
    for (const mail of mails) mail.href = `mailto:${mail.dataset.zoekenMail}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`
  }

  // One question at a time, and only the answer to the last one is shown

  let wanted = null
  let answered = null
  let busy = false

  const search = async query => {
    wanted = query
    addressed(query.text)
    clearTimeout(slow)
    slow = setTimeout(() => wanted === query && present("Bezig met zoeken …", "Bezig met zoeken.", []), SLOW)
    if (busy) return
    busy = true
    while (wanted && answered !== wanted) {
      const asked = wanted
      try {
        const ask = await start()
        const { data } = await ask({ type: 2, data: asked.exact ? `"${asked.text.replaceAll('"', "")}"` : asked.text })
        if (asked !== wanted) continue
        show(asked, data)
      } catch {
        engine = null
        if (asked !== wanted) continue
        fail()
        break
      }
    }
    busy = false
  }

  const close = () => {
    wanted = null
    leap = false
    clearTimeout(slow)
    say("")
    panel.hidden = true
    if (history.state?.zoek) history.replaceState({ ...history.state, zoek: null }, "")
  }

  const typed = () => {
    const text = clean(field.value)
    if (text) search({ text })
    else close()
  }

  // The reader

  const warm = () => { start().catch(() => { engine = null }) }
  for (const use of ["focus", "pointerenter"]) field.addEventListener(use, warm)
  field.addEventListener("input", typed)
  field.addEventListener("click", () => panel.hidden && typed())
  form.addEventListener("submit", event => {
    event.preventDefault()
    const text = clean(field.value)
    if (!text) return
    leap = true
    if (!panel.hidden && answered === wanted && wanted.text === text) arrive()
    else search({ text })
  })

  const back = () => {
    close()
    field.focus()
  }
  box.querySelector("[data-zoeken-sluit]").addEventListener("click", back)

  box.addEventListener("keydown", event => {
    if (event.isComposing || panel.hidden) return
    if (event.key === "Escape") {
      event.preventDefault()
      back()
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return
    const stops = [field, ...answer.querySelectorAll("h3 a")].filter(stop => stop.checkVisibility())
    const at = stops.indexOf(document.activeElement)
    if (at < 0) return
    event.preventDefault()
    stops[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus()
  })

  /* A panel that lies over the page goes when the focus does; one that pushes the page down hides nothing. */
  box.addEventListener("focusout", event => {
    const over = getComputedStyle(panel).position === "absolute"
    if (over && event.relatedTarget && !box.contains(event.relatedTarget)) close()
  })
  document.addEventListener("click", event => {
    if (!panel.hidden && !event.composedPath().includes(box)) close()
  })

  /* Who follows a result and comes back finds the same results. Kept in the history of this tab, and nowhere else. */
  panel.addEventListener("click", event => {
    const link = event.target.closest("a[href]")
    if (!link || /^(?:mailto|tel):/.test(link.href) || event.ctrlKey || event.metaKey || event.shiftKey) return
    const text = wanted?.text
    close()
    if (text) history.replaceState({ ...history.state, zoek: text }, "")
  })
  const again = text => {
    if (typeof text !== "string" || !clean(text)) return
    field.value = clean(text)
    search({ text: clean(text) })
  }
  addEventListener("popstate", event => again(event.state?.zoek))
  const resume = kept => again(history.state?.zoek ?? (kept ? null : new URLSearchParams(location.search).get("query")))
  addEventListener("pageshow", event => resume(event.persisted))

  // What the reader did before this script was there.
  warm()
  if (document.readyState === "complete") resume(false)
  if (document.activeElement === field && field.value && !wanted) typed()
})()
