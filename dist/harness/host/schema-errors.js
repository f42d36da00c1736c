const segments = (pointer, root) => {
    let value = root;
    return pointer
        .split("/")
        .slice(1)
        .map((part) => {
        const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
        const segment = Array.isArray(value) ? Number(key) : key;
        value = value[segment];
        return segment;
    });
};
const describe = (value) => {
    const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? "nothing");
    return text.length > 80 ? `${text.slice(0, 77)}...` : text;
};
const typeWords = {
    string: "a string",
    integer: "a whole number",
    number: "a number",
    boolean: "true or false",
    array: "a list",
    object: "a table",
    null: "null",
};
const formatWords = { uri: "a link that starts with http:// or https://", "date-time": "a time like 2026-11-21T09:30:00Z" };
const describeForm = (form) => {
    if (form.required)
        return form.required.join(" + ");
    if (form.enum)
        return form.enum.join(" | ");
    return `${typeWords[form.type ?? ""]}${form.minimum === undefined ? "" : ` from ${form.minimum} to ${form.maximum}`}`;
};
const tagValues = (union, tag, formsOf) => (union.oneOf ?? []).flatMap(formsOf).flatMap(({ properties }) => properties?.[tag]?.enum ?? [properties?.[tag]?.const]);
const listKeys = (schema) => {
    const keys = Object.keys(schema.properties ?? {});
    return keys.length === 1 ? `only ${keys[0]}` : `one of ${keys.join(", ")}`;
};
const expectedForms = ({ schema }, formsOf) => `exactly one of the forms: ${schema.flatMap(formsOf).map(describeForm).join(" | ")}`;
const atLeast = (noun) => ({ params: { limit } }) => `at least ${limit} ${noun}${limit === 1 ? "" : "s"}`;
const expectations = {
    additionalProperties: ({ parentSchema }) => listKeys(parentSchema),
    anyOf: expectedForms,
    const: ({ params }) => describe(params["allowedValue"]),
    discriminator: ({ params, parentSchema }, formsOf) => `one of ${tagValues(parentSchema, params["tag"], formsOf).join(", ")}`,
    enum: ({ params }) => `one of ${params["allowedValues"].join(", ")}`,
    exclusiveMinimum: ({ params }) => `more than ${params["limit"]}`,
    format: ({ params }) => formatWords[params["format"]] ?? params["format"],
    maximum: ({ params }) => `at most ${params["limit"]}`,
    minimum: ({ params }) => `at least ${params["limit"]}`,
    minItems: atLeast("item"),
    minLength: atLeast("character"),
    minProperties: atLeast("key"),
    oneOf: expectedForms,
    pattern: ({ params }) => `text like ${params["pattern"]}`,
    required: ({ params }) => `key ${JSON.stringify(params["missingProperty"])}`,
    type: ({ params }) => [params["type"]]
        .flat()
        .map((type) => typeWords[type])
        .join(" or "),
    uniqueItems: () => "every item once",
};
/** Says one of ajv's errors in words; `root` is the value that was held against the schema. */
export const describeError = (error, root, formsOf) => {
    const { keyword, params, propertyName, data } = error;
    const path = segments(error.instancePath, root);
    const expected = expectations[keyword]?.(error, formsOf) ?? error.message ?? keyword;
    const hint = error.parentSchema.description ?? "see the page of this schema in schemas/";
    if (propertyName !== undefined)
        return { path: [...path, propertyName], expected, actual: `the key ${JSON.stringify(propertyName)}`, hint: "rename the key" };
    switch (keyword) {
        case "additionalProperties": {
            const key = params["additionalProperty"];
            return { path: [...path, key], expected, actual: `unknown key ${JSON.stringify(key)}`, hint: "remove the key, or mend its spelling" };
        }
        case "required":
            return { path, expected, actual: "nothing", hint: `add ${params["missingProperty"]}` };
        case "discriminator":
            return { path: [...path, params["tag"]], expected, actual: describe(params["tagValue"]), hint };
        case "uniqueItems":
            return { path: [...path, params["i"]], expected, actual: `${describe(data[params["i"]])} again`, hint };
        default:
            return { path, expected, actual: describe(data), hint };
    }
};
