/** The sound of a new order, remembered on this device, made by the browser itself. */

const KEY = "order-sound";
const CHANGED = "order-sound-changed";
/** Two notes that carry through a room: E6 and A6, in Hz. */
const NOTES = [1318.5, 1760];

let context: AudioContext | null = null;

/** Whether this device rings; never where the browser keeps nothing. */
export function isSoundOn(): boolean {
  try {
    return localStorage.getItem(KEY) === "on";
  } catch {
    return false;
  }
}

/** Turns it on, which rings once, or off. To be called by a person's tap: browsers are silent before one. */
export function setSound(isOn: boolean): void {
  try {
    if (isOn) localStorage.setItem(KEY, "on");
    else localStorage.removeItem(KEY);
  } catch {
    return; // nothing is kept: it stays off
  }
  window.dispatchEvent(new Event(CHANGED));
  if (isOn) ring();
}

/** Calls back when it was turned on or off, here or in another tab. */
export function onSoundChange(callback: () => void): () => void {
  window.addEventListener(CHANGED, callback);
  window.addEventListener("storage", callback);
  return () => {
    window.removeEventListener(CHANGED, callback);
    window.removeEventListener("storage", callback);
  };
}

/** Browsers let a page ring only after a tap on it; this one makes it ready. */
export function readySound(): void {
  if (isSoundOn()) void audio()?.resume();
}

export function ring(): void {
  const audioContext = audio();
  if (!audioContext) return;
  void audioContext.resume();
  NOTES.forEach((hertz, nth) => {
    const at = audioContext.currentTime + nth * 0.18;
    const [tone, volume] = [audioContext.createOscillator(), audioContext.createGain()];
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.0001, at);
    volume.gain.exponentialRampToValueAtTime(0.3, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.5);
    tone.connect(volume).connect(audioContext.destination);
    tone.start(at);
    tone.stop(at + 0.55);
  });
}

function audio(): AudioContext | null {
  if (!context && "AudioContext" in window) context = new AudioContext();
  return context;
}
