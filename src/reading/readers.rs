//! The readers there are: rules alone, the model that is built in, a model from a file.

use std::sync::{Arc, LazyLock};

use super::{
    Reader,
    attributions::Rules,
    hybrid::Hybrid,
    model::{Model, Refusal},
};

/// The reader made of rules and word lists.
pub fn by_rules() -> Arc<dyn Reader> {
    static RULES: LazyLock<Arc<dyn Reader>> = LazyLock::new(|| Arc::new(Rules));
    RULES.clone()
}

/// The reader that joins the built-in model and the rules.
pub fn built_in() -> Arc<dyn Reader> {
    static BUILT_IN: LazyLock<Arc<dyn Reader>> = LazyLock::new(|| match fast() {
        Some(model) => Arc::new(Hybrid::new(model)),
        None => by_rules(),
    });
    BUILT_IN.clone()
}

/// The reader that joins a model, given as the bytes of its weight file, and the rules.
/// The built-in model is heard about names.
pub fn by_model(weights: &[u8]) -> Result<Arc<dyn Reader>, Refusal> {
    let model = Model::new(weights)?;
    Ok(Arc::new(Hybrid::new(Arc::new(match fast() {
        Some(second) => model.with_second(&second),
        None => model,
    }))))
}

/// The built-in model; the test below keeps a build from shipping with one that it cannot run.
fn fast() -> Option<Arc<Model>> {
    static FAST: LazyLock<Option<Arc<Model>>> =
        LazyLock::new(|| Model::new(include_bytes!("../../models/fast.onr")).ok().map(Arc::new));
    FAST.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_model_is_whole() {
        let model = Model::new(include_bytes!("../../models/fast.onr"));
        assert!(model.is_ok(), "{:?}", model.err());
    }
}
