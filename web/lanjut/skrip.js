/* Posts the code that stands behind # in the link, and clears it from the address at once. */
(() => {
  const form = document.querySelector("form");
  const { kode: field } = form.elements;
  const button = form.querySelector("button");
  const message = document.getElementById("pesan");

  const say = (text, wrong) => {
    message.textContent = text;
    message.classList.toggle("tenang", !wrong);
    if (wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  };

  const open = async (code) => {
    button.disabled = true;
    say(form.dataset.membuka, false);
    const headers = { "content-type": "application/json" };
    try {
      const reply = await fetch(form.action, { method: "POST", headers, body: JSON.stringify({ code }) });
      const { location: place, message: refused } = await reply.json();
      if (reply.ok) return window.location.replace(new URL(place, form.action));
      say(refused, true);
    } catch {
      say(form.dataset.tidakTerkirim, true);
    }
    button.disabled = false;
    field.focus();
  };

  const follow = () => {
    const code = window.location.hash.slice(1);
    if (!code) return;
    history.replaceState(null, "", window.location.pathname);
    field.value = code;
    open(code);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    open(field.value);
  });
  window.addEventListener("hashchange", follow);
  follow();
})();
