/** In place of packages of tfjs that nothing here uses: it only asks them for their versions. */
export const version_webgl = 'left out';
export const version_data = 'left out';
