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
    static BUILT_IN: LazyLock<Arc<dyn Reader>> = LazyLock::new(|| {
        // The test below keeps a build from shipping with a model that it cannot run.
        by_model(include_bytes!("../../models/fast.onr")).unwrap_or_else(|_| by_rules())
    });
    BUILT_IN.clone()
}

/// The reader that joins a model, given as the bytes of its weight file, and the rules.
pub fn by_model(weights: &[u8]) -> Result<Arc<dyn Reader>, Refusal> {
    Ok(Arc::new(Hybrid::new(Model::new(weights)?)))
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
