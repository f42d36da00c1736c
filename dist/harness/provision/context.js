export const missing = (name, info, hint) => ({
    missing: { name, pass: false, info: info.trim().slice(-600), hint },
});
