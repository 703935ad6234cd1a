// Where the device is, as coarsely as it is useful, and only when asked.

/** About a hundred metres: enough for distances, too little for a house. */
const DECIMALS = 3;
const MILLISECONDS = 10_000;

/**
 * Rejects when the device does not know or may not tell.
 * @returns {Promise<{lat: string, lon: string}>}
 */
export function whereabouts() {
  const options = { enableHighAccuracy: false, timeout: MILLISECONDS, maximumAge: 300_000 };
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          lat: coords.latitude.toFixed(DECIMALS),
          lon: coords.longitude.toFixed(DECIMALS),
        }),
      reject,
      options,
    );
  });
}
