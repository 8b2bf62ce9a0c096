/* Waits for the program and lets it draw; this is all that travels with every group of questions. */
export default async function draw(component) {
  const name = "monevKuesioner";
  if (!globalThis[name]) await new Promise((ready) => window.addEventListener(name, ready, { once: true }));
  return globalThis[name].draw(component);
}
