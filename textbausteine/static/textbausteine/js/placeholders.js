/*
 * Placeholders in Wagtail's rich text editor: a menu to insert one, a chip for each one written.
 * Which there are stands in the form (`PlaceholdersPanel`); where it does not, nothing is shown.
 */
(() => {
  const { React, DraftJS } = window;
  const PATTERN = /\{\{\s*([^\W\d]\w{0,60})\s*\}\}/gu;
  let known;

  function placeholders() {
    const source = document.getElementById("placeholders-known");
    known ??= source && JSON.parse(source.textContent);
    return known;
  }

  function insert(props, name) {
    const state = props.getEditorState();
    const content = DraftJS.Modifier.replaceText(
      state.getCurrentContent(),
      state.getSelection(),
      `{{ ${name} }}`,
      state.getCurrentInlineStyle(),
    );
    props.onChange(DraftJS.EditorState.push(state, content, "insert-characters"));
  }

  function Menu(props) {
    const found = placeholders();
    if (!found) return null;
    const options = found.entries.map(({ name, label, value }) =>
      React.createElement("option", { key: name, value: name }, value ? `${label}: ${value}` : label),
    );
    const first = React.createElement("option", { key: "", value: "" }, found.title);
    return React.createElement(
      "select",
      {
        className: "placeholder-menu",
        "aria-label": found.insert,
        value: "",
        onChange: (event) => event.target.value && insert(props, event.target.value),
      },
      [first, ...options],
    );
  }

  function Chip({ decoratedText, children }) {
    const found = placeholders();
    const name = decoratedText.replace(/[{}\s]/g, "").toLowerCase();
    const entry = found?.entries.find((each) => each.name === name);
    const state = entry ? (entry.value ? "" : " placeholder-chip--empty") : " placeholder-chip--unknown";
    const says = entry ? `${entry.label}: ${entry.value || found.empty}` : found?.unknown;
    return React.createElement(
      "span",
      { className: found ? `placeholder-chip${state}` : undefined, title: says },
      children,
    );
  }

  function strategy(block, callback) {
    for (const match of block.getText().matchAll(PATTERN)) {
      callback(match.index, match.index + match[0].length);
    }
  }

  window.draftail.registerPlugin({ type: "placeholders", inline: Menu }, "controls");
  window.draftail.registerPlugin({ type: "placeholders", strategy, component: Chip }, "decorators");
})();
