// What is wider than the page: lines that go on below, and tables that a phone can't hold.
(() => {
  // What goes on below begins further in, so that it isn't taken for the next line. Where
  // the compiler points at a column, nothing may move. The line breaks of the text stay
  // where they were, for those who copy it.
  const wrapping = ["text", "sh", "powershell", "json"].map((name) => `.language-${name}`);
  for (const code of document.querySelectorAll(`main pre > code:is(${wrapping})`)) {
    const lines = [[]];
    for (const node of code.childNodes) {
      const isText = node.nodeType === Node.TEXT_NODE;
      const [first, ...others] = isText ? node.data.split("\n") : [node];
      lines.at(-1).push(first);
      for (const other of others) lines.push([other]);
    }
    const wrapped = lines.flatMap((parts, at) => {
      const end = at + 1 < lines.length ? ["\n"] : [];
      const line = document.createElement("span");
      line.append(...parts);
      const text = line.textContent;
      line.className = /^\s*\d*\s*\|/.test(text) ? "columns" : "line";
      const indent = text.length - text.trimStart().length;
      line.style.setProperty("--indent", Math.min(indent, 10));
      return text ? [line, ...end] : end;
    });
    code.replaceChildren(...wrapped);
  }

  // The cells of a row stand below each other then, each with the name of its column.
  const frames = document.querySelectorAll("main .table-wrapper");
  for (const frame of frames) {
    const heads = [...frame.querySelectorAll("thead th")].map((head) => head.textContent);
    for (const row of frame.querySelectorAll("tbody tr")) {
      [...row.cells].forEach((cell, at) => {
        if (heads[at]) cell.dataset.head = heads[at];
      });
    }
  }
  const phone = matchMedia("(max-width: 700px)");
  const stack = () => {
    for (const frame of frames) {
      const { classList } = frame.querySelector("table");
      classList.remove("stacked");
      classList.toggle("stacked", phone.matches && frame.scrollWidth > frame.clientWidth);
    }
  };
  stack();
  addEventListener("resize", stack);
  // A closed question has no width.
  document.addEventListener("toggle", stack, true);
})();
