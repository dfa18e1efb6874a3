// The palette of the design: tested for contrast and for four kinds of colour vision. Never a fifth hue.
export const PALETTES = {
  light: {
    paper: '#FBF8F1', ink: '#1B1F24', grey: '#5C636B', ours: '#0796D4', mine: '#CF3D16', prevention: '#2E6D5B',
    heroics: '#8B237D', icon: '#FFFFFF', line: '#D9D3C4', snow: '#E3EAF0',
    ground: ['#EFF0E1', '#F3ECD9', '#F3E7D6', '#EAEFF3'], shade: 'rgba(27,31,36,0.13)', veil: '251,248,241',
  },
  dark: {
    paper: '#14181D', ink: '#F4F1EA', grey: '#A9B0B8', ours: '#74BBFE', mine: '#E2B82B', prevention: '#429155',
    heroics: '#B46195', icon: '#14181D', line: '#343C45', snow: '#2A3540',
    ground: ['#1B231F', '#21221C', '#241F1C', '#1E252D'], shade: 'rgba(244,241,234,0.12)', veil: '20,24,29',
  },
};

export function startTheme() {
  let kept = null;
  try {
    kept = localStorage.getItem('hunt-theme');
  } catch { /* no storage: the system setting decides */ }
  return kept || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

export function applyTheme(root, name) {
  root.dataset.theme = name;
  document.documentElement.style.background = PALETTES[name].paper;
  try {
    localStorage.setItem('hunt-theme', name);
    localStorage.setItem(':solara:theme.variant', JSON.stringify(name)); // Solara's pages follow
  } catch { /* see above */ }
}
