use std::env;

struct Node {
    children: Option<(Box<Node>, Box<Node>)>,
}

impl Node {
    fn new(depth: u32) -> Box<Node> {
        let children = (depth > 0).then(|| (Node::new(depth - 1), Node::new(depth - 1)));
        Box::new(Node { children })
    }

    fn count(&self) -> u32 {
        1 + self.children.as_ref().map_or(0, |(left, right)| left.count() + right.count())
    }
}

fn main() {
    let depth: u32 = env::args().nth(1).and_then(|text| text.parse().ok()).expect("the first argument is a depth");
    let kept = Node::new(depth);
    for own in (4..=depth).step_by(4) {
        let trees = 1 << (depth - own);
        let nodes: u32 = (0..trees).map(|_| Node::new(own).count()).sum();
        println!("{trees} {own} {nodes}");
    }
    println!("1 {depth} {}", kept.count());
}
