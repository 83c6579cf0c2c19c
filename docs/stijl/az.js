/* The list from A to Z, made shorter by what somebody types: the lines of which a word holds it. The address keeps it, as ?q=. */
(() => {
  "use strict"
  const box = document.querySelector("[data-az]")
  if (!box) return
  const field = document.createElement("input")
  const settings = { id: "az-veld", type: "search", maxlength: "100", autocomplete: "off", autocapitalize: "off", spellcheck: "false" }
  for (const [name, value] of Object.entries(settings)) field.setAttribute(name, value)
  box.querySelector("[data-az-vak]").append(field)
  const count = box.querySelector("[data-az-aantal]")
  const further = box.querySelector("[data-az-verder]")
  const search = box.querySelector("[data-az-zoek]")

  /* As Dutch sorts: small letters, without accents, signs and spaces (fold in handbook/build/az_index.py). */
  const fold = text => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")
  /* Spellings of one word: cancellen is cancelen. */
  const single = text => text.replace(/([b-df-hj-np-tv-z])\1/g, "$1")

  const letters = new Map([...document.querySelectorAll(".az-letters a")].map(link => [link.hash.slice(1), link.parentElement]))
  const parts = [...document.querySelectorAll(".az-lijst")].map(list => ({
    list,
    heading: list.previousElementSibling,
    lines: [...list.children].map(line => ({ line, words: [...line.querySelectorAll("b")].map(word => fold(word.textContent)) })),
  }))

  const SHORTEST = 4
  const holds = asked => word => word.includes(asked)
  /* Where no word holds it: another spelling of it, or the word with which it begins (reviews, whatsappgroep). */
  const resembles = asked => word => single(word).includes(single(asked)) || (word.length >= SHORTEST && asked.startsWith(word))

  /* Shows the lines with such a word; gives how many words there are. */
  const choose = fits => {
    let found = 0
    for (const { list, heading, lines } of parts) {
      let here = 0
      for (const { line, words } of lines) {
        const fitting = words.filter(fits).length
        line.hidden = !fitting
        here += fitting
      }
      list.hidden = heading.hidden = letters.get(heading.id).hidden = !here
      found += here
    }
    return found
  }

  const show = () => {
    const typed = field.value.trim()
    const asked = fold(typed)
    const found = choose(holds(asked)) || choose(resembles(asked))
    const all = !asked && !typed
    count.textContent = all ? "" : found === 1 ? "1 woord gevonden." : `${found || "Geen"} woorden gevonden.`
    further.hidden = all || found > 0
    search.href = `?${new URLSearchParams({ query: typed })}`
    return typed
  }

  const change = () => {
    const address = new URL(location)
    const typed = show()
    if (typed) address.searchParams.set("q", typed)
    else address.searchParams.delete("q")
    // The letter in the address may be gone from the list.
    address.hash = ""
    history.replaceState(history.state, "", address)
  }
  field.addEventListener("input", change)
  field.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !field.value) return
    event.preventDefault()
    field.value = ""
    change()
  })

  const begin = () => {
    field.value = new URLSearchParams(location.search).get("q") ?? ""
    show()
  }
  addEventListener("popstate", begin)
  begin()
})()
