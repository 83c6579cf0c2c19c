/* What the page does beside showing text: the menus that fold on a narrow screen, the switch between light and dark,
   where the reader is in the list of headings, and what stands on every printed page. */
(() => {
  "use strict"
  const html = document.documentElement
  const find = name => document.querySelector(`[data-${name}]`)

  const add = (tag, attributes) => new Promise((done, failed) => {
    const element = Object.assign(document.createElement(tag), attributes)
    element.addEventListener("load", done)
    element.addEventListener("error", failed)
    document.head.append(element)
  })

  /* What only some readers need: a script, and `look`, the sheet of the same name that what it shows waits for. Both are asked for at once.
     `there` fails where the script does not come; without the sheet it does its work as well. */
  const fetchPart = address => {
    const look = add("link", { rel: "stylesheet", href: address.replace(/js$/, "css") }).catch(() => {})
    return { look, there: Promise.all([add("script", { src: address }), look]) }
  }

  /* A button that opens and closes a part of the page; Escape closes it and goes back to the button. */
  const fold = (button, part) => {
    const open = on => {
      part.classList.toggle("open", on)
      button.setAttribute("aria-expanded", String(on))
    }
    button.addEventListener("click", () => open(!part.classList.contains("open")))
    for (const place of [button, part]) {
      place.addEventListener("keydown", event => {
        if (event.key !== "Escape" || event.defaultPrevented || !part.classList.contains("open")) return
        open(false)
        // Where there is room the part stands open, without a button.
        if (button.checkVisibility()) button.focus()
      })
    }
    return open
  }

  const link = find("menuknop")
  const menu = find("menu")
  if (link && menu) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = link.className
    button.dataset.menuknop = ""
    button.textContent = link.textContent
    button.setAttribute("aria-expanded", "false")
    button.setAttribute("aria-controls", menu.id)
    link.replaceWith(button)
    fold(button, menu)
    // Beside the text it scrolls by itself: the page itself is in sight there, with what comes after it.
    const here = menu.querySelector("[aria-current]")
    if (here) menu.scrollTop = here.offsetTop + 3 * here.offsetHeight - menu.clientHeight
  }

  /* The search comes at its first use; a question that was sent before it is there is sent again, and where it cannot come the form leads on. */
  const box = find("zoeken")
  if (box) {
    const form = box.querySelector("form")
    const field = form.elements.query
    let coming = null
    const fetchSearch = () => {
      const part = fetchPart(box.dataset.zoeken)
      box.look = part.look
      return part.there
    }
    const load = () => coming ??= fetchSearch().then(() => form.removeEventListener("submit", send))
    const fail = () => {
      coming = null
      if (!field.value) return
      const heading = "Zoeken lukt nu niet"
      const advice = "Misschien is er geen verbinding. Typ verder om het opnieuw te proberen."
      find("zoeken-antwoord").innerHTML = `<h2 tabindex="-1">${heading}</h2><p>${advice}</p>`
      find("zoeken-status").textContent = `${heading}. ${advice}`
      find("zoeken-uitkomst").hidden = false
    }
    const use = () => load().catch(fail)
    const send = event => {
      event.preventDefault()
      load().then(() => form.requestSubmit(), () => form.submit())
    }
    form.addEventListener("submit", send)
    for (const name of ["focus", "pointerenter", "input"]) field.addEventListener(name, use)
    if (document.activeElement === field || history.state?.zoek || new URLSearchParams(location.search).has("query")) use()
  }

  /* The numbers of articles and paragraphs refer to them, and the link below an article opens what changed in it. What they do comes at their first
     use (aanhalen.js); where it cannot come they lead where they led. */
  const cited = find("aanhalen")
  if (cited && document.querySelector("link[rel=latest-version]")) {
    let there = false
    let waiting = false
    let coming = null
    const load = () => coming ??= fetchPart(cited.dataset.aanhalen).there.then(() => { there = true })
    const warm = () => load().catch(() => { coming = null })
    // A folder opened as file:// lets no page read another file: there the link below an article leads to the site.
    const changed = location.protocol === "file:" ? "" : ", .veranderd"
    for (const link of cited.querySelectorAll(`.headerlink[aria-label^="Adres van artikel "]${changed}`)) {
      const name = link.getAttribute("aria-label").replace("Adres van", "Verwijs naar")
      link.setAttribute("aria-label", name)
      if (link.matches(".headerlink")) link.title = name
      link.setAttribute("role", "button")
      link.setAttribute("aria-expanded", "false")
      for (const use of ["focus", "pointerenter"]) link.addEventListener(use, warm)
      link.addEventListener("click", event => {
        if (there || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        // The script may be there before its sheet.
        event.stopImmediatePropagation()
        if (waiting) return
        waiting = true
        load().then(() => link.click(), () => location.assign(link.href))
      })
      link.addEventListener("keydown", event => {
        if (there || event.key !== " ") return
        event.preventDefault()
        link.click()
      })
    }
  }

  const contents = find("inhoud")
  if (contents) {
    const open = fold(find("inhoudknop"), contents)
    contents.addEventListener("click", event => {
      if (event.target.closest("a")) open(false)
    })
    follow(contents)
  }
  const beside = find("volgt")
  if (beside) follow(beside)

  /* Marks the heading under which the reader reads: the last one that has passed the top of the window. */
  function follow(list) {
    const links = new Map()
    for (const link of list.querySelectorAll("a[href^='#']")) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)))
      if (heading) links.set(heading, link)
    }
    let marked = null
    const mark = () => {
      const line = parseFloat(getComputedStyle(html).scrollPaddingTop) + 8
      let now = null
      for (const heading of links.keys()) if (heading.checkVisibility() && heading.getBoundingClientRect().top <= line) now = links.get(heading)
      if (now === marked) return
      marked?.removeAttribute("aria-current")
      now?.setAttribute("aria-current", "location")
      // A row that is longer than the window is wide.
      if (now) list.scrollLeft = now.offsetLeft - (list.clientWidth - now.offsetWidth) / 2
      marked = now
    }
    let waiting = false
    addEventListener("scroll", () => {
      if (waiting) return
      waiting = true
      requestAnimationFrame(() => {
        waiting = false
        mark()
      })
    }, { passive: true })
    mark()
  }

  /* A table that fits needs no stop of the keyboard, and no name. */
  const boxed = { role: "region", tabindex: "0" }
  const sized = new ResizeObserver(changes => {
    for (const box of new Set(changes.map(({ target }) => target.closest(".tabel")))) {
      const scrolls = box.scrollWidth > box.clientWidth
      for (const [name, value] of Object.entries({ ...boxed, "aria-label": box.dataset.naam })) {
        if (scrolls) box.setAttribute(name, value)
        else box.removeAttribute(name)
      }
    }
  })
  for (const box of document.querySelectorAll(".tabel[aria-label]")) {
    box.dataset.naam = box.getAttribute("aria-label")
    // The table too: larger letters make it wider than a box that stays the same.
    sized.observe(box)
    sized.observe(box.firstElementChild)
    // A link that begins in sight counts as seen for a browser, however little of it there is.
    box.addEventListener("focusin", ({ target }) => target !== box && target.scrollIntoView({ block: "nearest", inline: "nearest" }))
  }

  // Every printed page carries the title and the address for ever: style sheets cannot read them from the page.
  const address = document.querySelector("link[rel=canonical]")?.href
  if (address) {
    // On a line of its own, below the version.
    html.style.setProperty("--adres", `"\\a ${address}"`)
    html.style.setProperty("--titel", JSON.stringify(document.title))
  }

  /* Both addresses of the page lead to the article that the reader went to. */
  const addresses = [...document.querySelectorAll("[data-adres]")].map(link => [link, link.href, link.appendChild(document.createElement("span"))])
  const point = () => {
    const to = document.getElementById(decodeURIComponent(location.hash.slice(1))) ? location.hash : ""
    for (const [link, page, place] of addresses) {
      link.href = page + to
      place.textContent = to
    }
  }
  if (addresses.length) {
    addEventListener("hashchange", point)
    if (location.hash) point()
  }

  /* An article that went left a note at its address: who comes for it, or for a paragraph of it, is led on at once. */
  const leadOn = () => {
    const asked = location.hash.slice(1)
    const name = asked.replace(/-lid-\d+$/, "")
    const note = document.querySelector(".vervallen") && (document.getElementById(asked) ?? document.getElementById(name))
    if (!note?.matches(".vervallen > *")) return
    const to = note.querySelector("[data-opvolger]")
    if (!to) note.scrollIntoView()
    // The paragraphs of an article that only moved are those that it had.
    else location.replace(to.hash === `#${name}` ? to.href.replace(/#.*/, location.hash) : to.href)
  }
  addEventListener("hashchange", leadOn)
  if (location.hash) leadOn()

  const colours = find("weergave")
  if (colours) {
    const name = colours.querySelector(".voorlezen")
    const show = () => {
      name.textContent = html.dataset.mdColorScheme === "slate" ? "Lichte weergave" : "Donkere weergave"
    }
    colours.addEventListener("click", () => {
      const dark = html.dataset.mdColorScheme !== "slate"
      html.dataset.mdColorScheme = dark ? "slate" : "default"
      try {
        localStorage.setItem("handboek.weergave", dark ? "donker" : "licht")
      } catch {
        // Then the choice lasts as long as the page.
      }
      show()
    })
    show()
  }
})()
