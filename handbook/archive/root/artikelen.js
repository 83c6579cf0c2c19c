/* What each version changed, in the list of versions, and only those that touched one article: from versies/artikelen.json.
   register.js calls this once it has drawn the list; without it, or without that file, the list is as it was written. */
globalThis.handboekArtikelen = given => {
  "use strict"

  const { el, fetched, root } = given

  /* What changed by a number or a fact has nothing to read in the article: the summary tells it. */
  const ASIDE = ["vernummerd", "verwijzing", "gegeven"]

  const isRow = row =>
    typeof row?.versie === "string" && typeof row.nummer === "string" && typeof row.titel === "string" && typeof row.adres === "string" && Array.isArray(row.soort)

  /* By version what it did to which article, and by article the same; null where that cannot be told. */
  const load = async () => {
    try {
      const found = await fetched(new URL("versies/artikelen.json", root))
      const read = Object.entries(found.artikelen).filter(([, about]) => about.versies.length && about.versies.every(isRow))
      const all = read.flatMap(([id, about]) => about.versies.map(row => ({ ...row, id }))).sort(byVersion)
      const now = namesNow(all)
      const articles = new Map()
      const versions = new Map()
      for (const row of all) {
        put(articles, now(row.id), row)
        put(versions, row.versie, row)
      }
      for (const rows of versions.values()) rows.sort(byNumber)
      return { articles, versions, held: found.versies, now }
    } catch (error) {
      console.error(error)
      return null
    }
  }

  const put = (map, key, row) => map.set(key, [...(map.get(key) ?? []), row])

  /* The oldest first; of one day the correction last. */
  const byVersion = (one, other) => {
    const [[day, number = "1"], [otherDay, otherNumber = "1"]] = [one.versie.split("."), other.versie.split(".")]
    return day === otherDay ? number - otherNumber : day < otherDay ? -1 : 1
  }

  /* The last id of an article, from any that it had: `was` in a row is the one of before. */
  const namesNow = rows => {
    const next = new Map()
    for (const { id, was } of rows.filter(row => row.was)) {
      next.delete(id)
      next.set(was, id)
    }
    return id => {
      while (next.has(id)) id = next.get(id)
      return id
    }
  }

  const parts = number => (number.match(/\d+/g) ?? []).map(Number)
  const byNumber = (one, other) => {
    const [mine, theirs] = [parts(one.nummer), parts(other.nummer)]
    const at = mine.findIndex((part, place) => part !== theirs[place])
    return at < 0 ? mine.length - theirs.length : mine[at] - (theirs[at] ?? -1)
  }

  const WORDS = { hernoemd: "ander adres", vernummerd: "ander nummer", verwijzing: "ander nummer in een verwijzing", gegeven: "ander gegeven", gesplitst: "afgesplitst" }
  const said = row => row.soort.map(kind => WORDS[kind] ?? kind).join(", ")
  const named = row => `Artikel ${row.nummer}, ${row.titel}`

  /* Where a reader sees what a version did to an article: in its redline, of the first text in the text itself. */
  const place = (known, row) => (known.held[row.versie]?.van ? new URL(`wijzigingen/${row.versie}/#${row.id}`, root) : new URL(row.adres, root))
  const link = (known, row) => el("a", { href: place(known, row).href }, named(row))

  /* Where a version's changes stand in one page; of the first text there is nothing to see. */
  const redline = (known, version) => (known?.held[version]?.samenvatting ? new URL(`wijzigingen/${version}/`, root).href : null)

  /* Below a version: how much changed, and which articles. */
  const block = (known, version) => {
    const held = known?.held[version]
    if (!held?.samenvatting) return []
    const rows = (known.versions.get(version) ?? []).filter(row => !row.soort.every(kind => ASIDE.includes(kind)))
    if (!rows.length) return [el("p", { class: "reg-duur" }, held.samenvatting)]
    return [
      el("details", { class: "reg-wijziging" },
        el("summary", {}, held.samenvatting),
        el("ul", {}, ...rows.map(row => el("li", {}, link(known, row), " ", el("span", { class: "reg-soort" }, said(row)))))),
    ]
  }

  // Only the versions that touched one article

  const option = ({ id, row }) => el("option", { value: id }, `${row.nummer} ${row.titel}`)

  const fill = (choice, known) => {
    const last = [...known.articles].map(([id, rows]) => ({ id, row: rows.at(-1) })).sort((one, other) => byNumber(one.row, other.row))
    const gone = last.filter(one => one.row.soort.includes("vervallen"))
    choice.append(...last.filter(one => !gone.includes(one)).map(option))
    if (gone.length) choice.append(el("optgroup", { label: "Vervallen artikelen" }, ...gone.map(option)))
  }

  const show = (known, id, lists, answer) => {
    const rows = new Map((known.articles.get(id) ?? []).map(row => [row.versie, row]))
    const all = new Set()
    const shown = new Set()
    for (const list of lists) {
      for (const line of list.querySelectorAll(".reg-raakte")) line.remove()
      for (const item of list.querySelectorAll("[data-versie]")) {
        const row = rows.get(item.dataset.versie)
        all.add(item.dataset.versie)
        item.hidden = Boolean(id) && !row
        if (!row) continue
        shown.add(row.versie)
        const line = el("p", { class: "reg-raakte" }, link(known, row), ": ", said(row), ".")
        item.querySelector(".reg-kop").after(line)
      }
      // A year or a part of the list in which nothing is left.
      for (const group of list.querySelectorAll(".reg-jaren, .reg-deel, .reg-deel > div")) {
        group.hidden = !group.querySelector("[data-versie]:not([hidden])")
        if (id && group.matches("details") && !group.hidden) group.open = true
      }
      for (const jump of list.querySelectorAll(".reg-sprong")) jump.hidden = Boolean(id)
    }
    const row = known.articles.get(id)?.at(-1)
    const touched = shown.size === 1 ? "raakte" : "raakten"
    answer.textContent = row ? `${shown.size} van de ${all.size} ${all.size === 1 ? "versie" : "versies"} ${touched} artikel ${row.nummer}, ${row.titel}.` : ""
  }

  /* Makes the filter work on these lists; the address says which article was chosen, so that it can be sent on. */
  const filter = (known, form, lists) => {
    const choice = form.elements.artikel
    const answer = form.querySelector("[data-uitkomst]")
    fill(choice, known)
    const asked = new URLSearchParams(location.search).get("artikel") ?? ""
    choice.value = known.articles.has(known.now(asked)) ? known.now(asked) : ""
    form.addEventListener("submit", event => event.preventDefault())
    choice.addEventListener("change", () => {
      const address = new URL(location.href)
      if (choice.value) address.searchParams.set("artikel", choice.value)
      else address.searchParams.delete("artikel")
      history.replaceState(null, "", address)
      show(known, choice.value, lists, answer)
    })
    form.hidden = false
    if (choice.value) show(known, choice.value, lists, answer)
    else if (asked) answer.textContent = `“${asked.slice(0, 40)}” is geen artikel van dit handboek. Hieronder staan alle versies.`
  }

  return { load, redline, block, filter }
}
