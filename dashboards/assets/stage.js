export async function start(root){ root.textContent="hello stage"; return {stop(){}} }
